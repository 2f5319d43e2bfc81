import { useQueryClient } from '@tanstack/react-query'
import { useBulk } from '@/shared/jobs/use-bulk'
import { knownTicket } from './cache'
import type { TicketChange } from './changes'
import { useTicketActions } from './use-ticket-actions'

const NOBODY = { tickets: [] }

/** Changes one ticket, or many in one step that can be undone as one. */
export function useMove(): (ids: readonly string[], wish: TicketChange) => void {
  const client = useQueryClient()
  const { change } = useTicketActions()
  const bulk = useBulk(NOBODY)
  return (ids, wish) => {
    const tickets = ids.flatMap((id) => knownTicket(client, id) ?? [])
    if (tickets.length > 1) bulk.change(wish, { tickets })
    else if (tickets[0]) change(tickets[0].id, wish)
  }
}
