import { useCallback } from 'react'
import { useCatalogue } from '@/shared/catalogue/queries'
import { isEmpty } from '@/shared/catalogue/values'
import { t, LOCALE } from '@/shared/i18n'
import { formatWhen } from '@/shared/time/format'
import type { TicketChange } from './changes'
import { useAgents, useTeams } from './queries'

/** What a change is called, in words: "Status set to Resolved". */
export function useDescribe(): (change: TicketChange) => string {
  const agents = useAgents()
  const teams = useTeams()
  const { statuses, fields } = useCatalogue()
  return useCallback(
    (change) => {
      const when = (at: string) => formatWhen(at, Date.now(), LOCALE)
      if (change.snoozed_until !== undefined) {
        return change.snoozed_until ? t('done.snoozed', { when: when(change.snoozed_until) }) : t('done.woken')
      }
      if (change.status_id) {
        const own = statuses.find((each) => each.id === change.status_id)
        return t('done.status', { status: own?.name ?? '' })
      }
      const [fieldId, value] = Object.entries(change.fields ?? {})[0] ?? []
      if (fieldId) {
        const name = fields.find((each) => each.id === fieldId)?.name ?? fieldId
        return t(isEmpty(value) ? 'done.fieldEmptied' : 'done.field', { name })
      }
      if (change.status) return t('done.status', { status: t(`status.${change.status}`) })
      if (change.priority) return t('done.priority', { priority: t(`priority.${change.priority}`) })
      if (change.subject) return t('done.subject')
      if (change.requester) return t('done.requester', { name: change.requester.name || change.requester.email })
      const [joining] = change.add_participants ?? []
      if (joining) return t('done.inCopy', { email: joining.email })
      const [leaving] = change.remove_participants ?? []
      if (leaving) return t('done.outOfCopy', { email: leaving })
      if (change.type !== undefined)
        return change.type ? t('done.type', { type: t(`type.${change.type}`) }) : t('done.noType')
      if (change.add_tags?.length) return t('done.tagged', { tags: change.add_tags.join(', ') })
      if (change.remove_tags?.length) return t('done.untagged', { tags: change.remove_tags.join(', ') })
      if (change.due_at !== undefined)
        return change.due_at ? t('done.due', { when: when(change.due_at) }) : t('done.noDue')
      if (change.assignee_id !== undefined) {
        const agent = agents.find((each) => each.id === change.assignee_id)
        return agent ? t('done.assigned', { name: agent.name }) : t('done.unassigned')
      }
      const team = teams.find((each) => each.id === change.team_id)
      return team ? t('done.team', { name: team.name }) : t('done.noTeam')
    },
    [agents, teams, statuses, fields],
  )
}
