import { CircleDot } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'statuses',
  group: 'tickets',
  order: 1,
  icon: CircleDot,
  who: 'admin',
  load: () => import('@/features/catalogue/statuses-page').then((module) => module.StatusesPage),
} satisfies Section
