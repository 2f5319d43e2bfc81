import type { TicketSummary } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useBulk } from '@/shared/jobs/use-bulk'
import { knownTicket } from './cache'
import type { TicketChange } from './changes'
import { useTicketActions } from './use-ticket-actions'

const NOBODY = { tickets: [] }

/** Changes one ticket, or many in one step that can be undone as one. */
export function useMove(): (ids: readonly string[], wish: TicketChange) => void {
  const client = useQueryClient()
  const { change: changeOne } = useTicketActions()
  const bulk = useBulk(NOBODY)
  return (ids, wish) => {
    const tickets = ids.flatMap((id) => knownTicket(client, id) ?? [])
    const change = whatDiffers(wish, tickets)
    if (tickets.length > 1) bulk.change(change, { tickets })
    else if (tickets[0]) changeOne(tickets[0].id, change)
  }
}

/** Without what all of them are already, which is no news to be told of. A wish that is nothing else stays as it is. */
export function whatDiffers(wish: TicketChange, tickets: readonly TicketSummary[]): TicketChange {
  const held = HELD.filter((key) => key in wish && tickets.every((ticket) => ticket[key] === wish[key]))
  const rest = Object.entries(wish).filter(([key]) => !held.some((each) => each === key))
  return rest.length > 0 ? Object.fromEntries(rest) : wish
}

const HELD = ['status', 'priority', 'type', 'assignee_id', 'team_id'] as const
