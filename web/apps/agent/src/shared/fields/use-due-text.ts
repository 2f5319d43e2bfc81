import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import type { Due } from '@/shared/time/due'
import { formatSpan } from '@/shared/time/format'

/** "Due 3h", "Overdue 2d"; empty without a due time. */
export function useDueText(due: Due | null): string {
  const { t } = useTranslation()
  if (!due) return ''
  return t(due.state === 'over' ? 'due.over' : 'due.in', { span: formatSpan(due.ms, LOCALE) })
}
