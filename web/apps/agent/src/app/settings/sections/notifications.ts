import { Bell } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'notifications',
  group: 'own',
  order: 1,
  icon: Bell,
  who: 'everybody',
  load: () => import('@/features/notices/preferences-page').then((module) => module.NoticePreferencesPage),
} satisfies Section
