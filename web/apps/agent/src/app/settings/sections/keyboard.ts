import { Keyboard } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'keyboard',
  group: 'own',
  order: 2,
  icon: Keyboard,
  who: 'everybody',
  load: () => import('@/features/keyboard/keyboard-page').then((module) => module.KeyboardPage),
} satisfies Section
