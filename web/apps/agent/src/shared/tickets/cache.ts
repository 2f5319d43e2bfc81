import type { TicketDetail, TicketSummary } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { replicaOf } from '@/shared/replica/local'
import { keys } from './keys'
import { summaryOf } from './summary'

export { keys } from './keys'
export { summaryOf } from './summary'

/** Puts a ticket, as it is now, into the replica: every list and its own record follow. */
export function storeTicket(client: QueryClient, ticket: TicketSummary): void {
  replicaOf(client).put([ticket])
}

/** The newest that is known of a ticket, from the replica or from its own record. */
export function knownTicket(client: QueryClient, id: string): TicketSummary | undefined {
  const row = replicaOf(client).get(id)
  const detail = client.getQueryData<TicketDetail>(keys.ticket(id))
  return detail && (!row || detail.version > row.version) ? summaryOf(detail) : row
}

/** All tickets that are held here. */
export function heldTickets(client: QueryClient): Iterable<TicketSummary> {
  return replicaOf(client).all()
}
