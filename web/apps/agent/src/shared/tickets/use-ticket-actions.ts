import type { Activity, TicketSummary } from '@tessera/api'
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type TicketChange,
  changeTicket,
  deleteTicket,
  followTicket,
  mergeTicket,
  unmergeTicket,
  restoreTicket,
  undoActivity,
} from './changes'
import { useDescribe } from './use-describe'
import { useDesk } from './use-desk'
import { useUndo } from './use-undo'

export interface TicketActions {
  change: (id: string, wish: TicketChange) => void
  follow: (id: string, following: boolean) => void
  remove: (ticket: TicketSummary) => void
  restore: (ticket: TicketSummary) => void
  merge: (ticket: TicketSummary, into: TicketSummary, then?: () => void) => void
  unmerge: (ticket: TicketSummary, from: string) => void
  takeBack: (id: string, activity: Activity) => void
}

const Instead = createContext<TicketActions | null>(null)
/** What is within it acts through these: the same fields then change many tickets. */
export const TicketActionsProvider = Instead.Provider

/** The things one can do to a ticket. Each shows at once, says so, and can be undone. */
export function useTicketActions(): TicketActions {
  const own = useOwnActions()
  return useContext(Instead) ?? own
}

function useOwnActions(): TicketActions {
  const { t } = useTranslation()
  const desk = useDesk()
  const describe = useDescribe()
  const { tell } = useUndo()

  return useMemo(() => {
    async function change(id: string, wish: TicketChange): Promise<void> {
      tell(describe(wish), await changeTicket(desk, id, wish), () => void change(id, wish))
    }
    async function follow(id: string, following: boolean): Promise<void> {
      const text = t(following ? 'done.followed' : 'done.unfollowed')
      tell(text, await followTicket(desk, id, following), () => void follow(id, following))
    }
    async function remove(ticket: TicketSummary): Promise<void> {
      const text = t('done.deleted', { number: ticket.number })
      tell(text, await deleteTicket(desk, ticket.id), () => void remove(ticket))
    }
    async function restore(ticket: TicketSummary): Promise<void> {
      const text = t('done.restored', { number: ticket.number })
      tell(text, await restoreTicket(desk, ticket.id), () => void restore(ticket))
    }
    async function merge(ticket: TicketSummary, into: TicketSummary, then?: () => void): Promise<void> {
      const outcome = await mergeTicket(desk, ticket.id, into.id)
      tell(t('done.merged', { from: ticket.number, into: into.number }), outcome, () => void merge(ticket, into, then))
      if (outcome.kind === 'done') then?.()
    }
    async function unmerge(ticket: TicketSummary, from: string): Promise<void> {
      const outcome = await unmergeTicket(desk, ticket.id, from)
      tell(t('done.unmerged', { number: ticket.number }), outcome, () => void unmerge(ticket, from))
    }
    async function takeBack(id: string, activity: Activity): Promise<void> {
      tell(t('done.undone'), await undoActivity(desk, id, activity), () => void takeBack(id, activity))
    }
    return {
      change: (id: string, wish: TicketChange) => void change(id, wish),
      follow: (id: string, following: boolean) => void follow(id, following),
      remove: (ticket: TicketSummary) => void remove(ticket),
      restore: (ticket: TicketSummary) => void restore(ticket),
      merge: (ticket: TicketSummary, into: TicketSummary, then?: () => void) => void merge(ticket, into, then),
      unmerge: (ticket: TicketSummary, from: string) => void unmerge(ticket, from),
      takeBack: (id: string, activity: Activity) => void takeBack(id, activity),
    }
  }, [desk, describe, tell, t])
}
