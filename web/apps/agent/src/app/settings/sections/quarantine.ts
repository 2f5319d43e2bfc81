import { ShieldAlert } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'quarantine',
  group: 'channels',
  order: 1,
  icon: ShieldAlert,
  who: 'admin',
  load: () => import('@/features/admin/quarantine-page').then((module) => module.QuarantinePage),
} satisfies Section
