import type { TicketStatus, TicketSummary } from '@tessera/api'

const USUAL: TicketStatus[] = ['pending', 'resolved']
const RARE: TicketStatus[] = ['on_hold', 'closed', 'open']

/** The statuses that a message is sent with: those that most are first and always there, the others where they change something. */
export function statusesToSend(ticket: Pick<TicketSummary, 'status' | 'status_id'>): TicketStatus[] {
  return [...USUAL, ...RARE.filter((status) => status !== ticket.status || ticket.status_id !== null)]
}
