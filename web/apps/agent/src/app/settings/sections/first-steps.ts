import { Footprints } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'first-steps',
  group: 'own',
  order: 4,
  icon: Footprints,
  who: 'writers',
  load: () => import('@/features/first-steps/first-steps-page').then((module) => module.FirstStepsPage),
} satisfies Section
