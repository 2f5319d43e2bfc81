import type { TicketSummary } from '@tessera/api'
import { replicaOf } from '@/shared/replica/local'
import type { Desk } from './outcome'

/** Takes a deleted ticket out for good, here and everywhere. Throws what the server says against it. */
export async function purgeTicket(desk: Desk, ticket: TicketSummary): Promise<void> {
  await desk.api.purgeTicket(ticket.id)
  replicaOf(desk.client).remove(ticket.id)
}
