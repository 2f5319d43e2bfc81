import { TextCursorInput } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'fields',
  group: 'tickets',
  order: 3,
  icon: TextCursorInput,
  who: 'admin',
  load: () => import('@/features/catalogue/fields-page').then((module) => module.FieldsPage),
} satisfies Section
