import type { Activity, TicketSummary } from '@tessera/api'
import { createContext, useContext, useMemo } from 'react'
import { t } from '@/shared/i18n'
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
import { underWay } from './history'
import { openChildren } from './links'
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
  const desk = useDesk()
  const describe = useDescribe()
  const { tell } = useUndo()

  return useMemo((): TicketActions => {
    async function change(id: string, wish: TicketChange): Promise<void> {
      const outcome = await changeTicket(desk, id, wish)
      const ended = wish.status === 'resolved' || wish.status === 'closed'
      const left = ended ? openChildren(desk.client, id) : 0
      const detail = left > 0 ? t('links.openChildren', { count: left }) : undefined
      tell(describe(wish), outcome, () => void change(id, wish), detail)
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
      change: (...wanted) => void underWay(change(...wanted)),
      follow: (...wanted) => void underWay(follow(...wanted)),
      remove: (...wanted) => void underWay(remove(...wanted)),
      restore: (...wanted) => void underWay(restore(...wanted)),
      merge: (...wanted) => void underWay(merge(...wanted)),
      unmerge: (...wanted) => void underWay(unmerge(...wanted)),
      takeBack: (...wanted) => void underWay(takeBack(...wanted)),
    }
  }, [desk, describe, tell])
}
