import { Palette } from 'lucide-react'
import { t } from '@/shared/i18n'
import type { Section } from '../registry'

export default {
  id: 'organization',
  group: 'organization',
  order: 0,
  icon: Palette,
  who: 'admin',
  settings: [
    { id: 'name', label: () => t('admin.name') },
    { id: 'colour', label: () => t('organization.colour') },
  ],
  load: () => import('@/features/organization/organization-page').then((module) => module.OrganizationPage),
} satisfies Section
