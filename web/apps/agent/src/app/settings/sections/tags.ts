import { Tags } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'tags',
  group: 'tickets',
  order: 2,
  icon: Tags,
  who: 'admin',
  load: () => import('@/features/catalogue/tags-page').then((module) => module.TagsPage),
} satisfies Section
