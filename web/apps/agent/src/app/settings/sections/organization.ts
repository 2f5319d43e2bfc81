import { Palette } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'organization',
  group: 'organization',
  order: 0,
  icon: Palette,
  who: 'admin',
  load: () => import('@/features/organization/organization-page').then((module) => module.OrganizationPage),
} satisfies Section
