import { CalendarClock } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'hours',
  group: 'own',
  order: 3,
  icon: CalendarClock,
  who: 'everybody',
  load: () => import('@/features/hours/hours-page').then((module) => module.HoursPage),
} satisfies Section
