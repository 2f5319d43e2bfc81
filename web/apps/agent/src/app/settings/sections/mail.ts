import { Mail } from 'lucide-react'
import { t } from '@/shared/i18n'
import type { Section } from '../registry'

export default {
  id: 'mail',
  group: 'channels',
  order: 0,
  icon: Mail,
  who: 'admin',
  settings: [
    { id: 'addresses', label: () => t('mail.addresses') },
    { id: 'frame', label: () => t('mail.frameTitle') },
  ],
  load: () => import('@/features/organization/mail-page').then((module) => module.MailPage),
} satisfies Section
