import { ArrowDownUp } from 'lucide-react'
import type { Section } from '../registry'

export default {
  id: 'transfer',
  group: 'organization',
  order: 2,
  icon: ArrowDownUp,
  who: 'leads',
  load: () => import('@/features/transfer/transfer-page').then((module) => module.TransferPage),
} satisfies Section
