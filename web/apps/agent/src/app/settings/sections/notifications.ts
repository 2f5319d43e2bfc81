import { Bell } from 'lucide-react'
import { t } from '@/shared/i18n'
import type { Section } from '../registry'

export default {
  id: 'notifications',
  group: 'own',
  order: 1,
  icon: Bell,
  who: 'everybody',
  settings: [
    { id: 'push', label: () => t('push.title') },
    { id: 'quiet', label: () => t('quiet.title') },
    { id: 'sound', label: () => t('noticeSettings.sound') },
  ],
  load: () => import('@/features/notices/preferences-page').then((module) => module.NoticePreferencesPage),
} satisfies Section
