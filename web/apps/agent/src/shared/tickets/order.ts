import type { TicketStatus, TicketSummary } from '@tessera/api'

export const STATUSES: TicketStatus[] = ['open', 'pending', 'on_hold', 'resolved', 'closed']

/** The order of every list, as the server's: open first, closed last; the latest change first within each. */
export function byAttention(a: TicketSummary, b: TicketSummary): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    compare(b.updated_at, a.updated_at) ||
    compare(b.id, a.id)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
