import type { TicketSummary } from '@tessera/api'
import { type Fit, fitOf } from '@/shared/tickets/fit'

const MOST_TICKETS = 6

/** The tickets that fit best. Their texts, and what is spelt otherwise, the server knows: see `Everywhere`. */
export function ticketsMatching(held: Iterable<TicketSummary>, query: string): TicketSummary[] {
  const fit = fitOf(query)
  const found: Record<Fit, TicketSummary[]> = { 0: [], 1: [], 2: [], 3: [] }
  for (const ticket of held) {
    if (ticket.deleted_at || ticket.merged_into) continue
    const those = found[fit(ticket)]
    if (those.length < MOST_TICKETS) those.push(ticket)
    if (found[3].length === MOST_TICKETS) break
  }
  return [...found[3], ...found[2], ...found[1]].slice(0, MOST_TICKETS)
}
