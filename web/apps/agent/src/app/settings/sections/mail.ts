import { Mail } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'mail',
  group: 'channels',
  order: 0,
  icon: Mail,
  who: 'admin',
  load: () => import('@/features/organization/mail-page').then((module) => module.MailPage),
} satisfies Section
