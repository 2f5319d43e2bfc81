import { LOCALE, t } from '@/shared/i18n'
import type { Due } from '@/shared/time/due'
import { formatSpan } from '@/shared/time/format'

/** "Due 3h", "Overdue 2d". */
export function dueText(due: Due): string {
  return t(due.state === 'over' ? 'due.over' : 'due.in', { span: formatSpan(due.ms, LOCALE) })
}
