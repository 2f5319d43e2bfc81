import { ArrowDownUp } from 'lucide-react'
import { t } from '@/shared/i18n'
import type { Section } from '../registry'

export default {
  id: 'transfer',
  group: 'organization',
  order: 2,
  icon: ArrowDownUp,
  who: 'leads',
  settings: [
    { id: 'export', label: () => t('transfer.export') },
    { id: 'import', label: () => t('transfer.import'), who: 'admin' },
  ],
  load: () => import('@/features/transfer/transfer-page').then((module) => module.TransferPage),
} satisfies Section
