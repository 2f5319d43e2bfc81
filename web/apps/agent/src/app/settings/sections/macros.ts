import { Zap } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'macros',
  group: 'work',
  order: 1,
  icon: Zap,
  who: 'writers',
  load: () => import('@/features/admin/macros-page').then((module) => module.MacrosPage),
} satisfies Section
