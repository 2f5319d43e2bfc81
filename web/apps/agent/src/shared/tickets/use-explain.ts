import { useCallback } from 'react'
import { t } from '@/shared/i18n'
import { showToast } from '@/shared/toasts'
import type { Outcome } from './changes'

const NAMED = [
  'requester',
  'participants',
  'subject',
  'status',
  'priority',
  'assignee_id',
  'team_id',
  'type',
  'tags',
  'due_at',
  'snoozed_until',
] as const

/** Says why a change was not made, and `where` if one does not look at it; nothing for one that was. */
export function useExplain(): (outcome: Outcome, again?: () => void, where?: string) => void {
  return useCallback((outcome, again, where) => {
    const at = (text: string) => (where ? `${where}: ${text}` : text)
    if (outcome.kind === 'overtaken') {
      const names = NAMED.filter((name) => outcome.fields.includes(name)).map((name) => t(`field.${name}`))
      const fields = names.length > 0 ? t('error.overtakenFields', { fields: names.join(', ') }) : ''
      showToast({
        tone: 'danger',
        text: at(t('error.overtaken')),
        detail: `${fields} ${t('error.overtakenDetail')}`.trim(),
      })
    }
    if (outcome.kind !== 'failed') return
    const detail = outcome.unreachable ? t('error.unreachableChange') : outcome.detail
    const action = again && { label: t('action.retry'), run: again }
    showToast({ tone: 'danger', text: at(t('error.notChanged')), detail, action })
  }, [])
}
