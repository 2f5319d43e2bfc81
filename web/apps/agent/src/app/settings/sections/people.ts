import { Users } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'people',
  group: 'organization',
  order: 1,
  icon: Users,
  who: 'admin',
  load: () => import('@/features/admin/people-page').then((module) => module.PeoplePage),
} satisfies Section
