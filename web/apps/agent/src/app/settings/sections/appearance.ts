import { SunMoon } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'appearance',
  group: 'own',
  order: 0,
  icon: SunMoon,
  who: 'everybody',
  load: () => import('@/features/appearance/appearance-page').then((module) => module.AppearancePage),
} satisfies Section
