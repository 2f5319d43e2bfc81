import { type TicketSummary, Unreachable } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { knownTicket, storeTicket } from './cache'
import { type Outcome, type TicketChange, changeTicket } from './changes'
import { useMe, useAgents, useTeams } from './queries'

/** What a change is called, in words: "Status set to Resolved". */
function useDescribe(): (change: TicketChange) => string {
  const { t } = useTranslation()
  const agents = useAgents()
  const teams = useTeams()
  return useCallback(
    (change) => {
      if (change.status) return t('done.status', { status: t(`status.${change.status}`) })
      if (change.priority) return t('done.priority', { priority: t(`priority.${change.priority}`) })
      if (change.subject) return t('done.subject')
      if (change.assignee_id !== undefined) {
        const agent = agents.find((each) => each.id === change.assignee_id)
        return agent ? t('done.assigned', { name: agent.name }) : t('done.unassigned')
      }
      const team = teams.find((each) => each.id === change.team_id)
      return team ? t('done.team', { name: team.name }) : t('done.noTeam')
    },
    [t, agents, teams],
  )
}

/** The things one can do to a ticket. Each shows at once, says so, and can be undone. */
export function useTicketActions() {
  const { t } = useTranslation()
  const { api } = useServices()
  const client = useQueryClient()
  const me = useMe().id
  const describe = useDescribe()

  return useMemo(() => {
    const desk = { api, client, me }

    function explain(outcome: Outcome, again: () => void) {
      if (outcome.kind === 'overtaken')
        showToast({ tone: 'danger', text: t('error.overtaken'), detail: t('error.overtakenDetail') })
      if (outcome.kind !== 'failed') return
      const detail = outcome.unreachable ? t('error.unreachableChange') : outcome.detail
      showToast({
        tone: 'danger',
        text: t('error.notChanged'),
        detail,
        action: { label: t('action.retry'), run: again },
      })
    }

    async function change(id: string, wish: TicketChange): Promise<void> {
      const outcome = await changeTicket(desk, id, wish)
      if (outcome.kind !== 'done') return explain(outcome, () => void change(id, wish))
      showToast({ text: describe(wish), action: { label: t('action.undo'), run: () => void revert(id, outcome.undo) } })
    }

    async function revert(id: string, undo: TicketChange): Promise<void> {
      explain(await changeTicket(desk, id, undo), () => void revert(id, undo))
    }

    async function setDeleted(ticket: TicketSummary, deleted: boolean): Promise<void> {
      const before = knownTicket(client, ticket.id) ?? ticket
      storeTicket(client, { ...before, deleted_at: deleted ? new Date().toISOString() : null }, me)
      try {
        storeTicket(client, deleted ? await api.deleteTicket(ticket.id) : await api.restoreTicket(ticket.id), me)
      } catch (error) {
        storeTicket(client, before, me)
        const detail = error instanceof Unreachable ? t('error.unreachableChange') : undefined
        showToast({ tone: 'danger', text: t(deleted ? 'error.notDeleted' : 'error.notRestored'), detail })
        return
      }
      const undo = { label: t('action.undo'), run: () => void setDeleted(ticket, false) }
      showToast({
        text: t(deleted ? 'done.deleted' : 'done.restored', { number: ticket.number }),
        action: deleted ? undo : undefined,
      })
    }

    return {
      change: (id: string, wish: TicketChange) => void change(id, wish),
      remove: (ticket: TicketSummary) => void setDeleted(ticket, true),
      restore: (ticket: TicketSummary) => void setDeleted(ticket, false),
    }
  }, [api, client, me, t, describe])
}
