import { ScrollText } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'audit',
  group: 'organization',
  order: 9,
  icon: ScrollText,
  who: 'admin',
  load: () => import('@/features/audit/audit-page').then((module) => module.AuditPage),
} satisfies Section
