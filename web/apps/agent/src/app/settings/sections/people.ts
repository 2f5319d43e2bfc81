import { Users } from 'lucide-react'
import { t } from '@/shared/i18n'
import type { Section } from '../registry'

export default {
  id: 'people',
  group: 'organization',
  order: 1,
  icon: Users,
  who: 'admin',
  settings: [
    { id: 'agents', label: () => t('admin.agents') },
    { id: 'teams', label: () => t('admin.teams') },
    { id: 'signature', label: () => t('signature.label') },
  ],
  load: () => import('@/features/admin/people-page').then((module) => module.PeoplePage),
} satisfies Section
