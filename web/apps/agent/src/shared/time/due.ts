import type { TicketStatus, TicketSummary } from '@tessera/api'
import type { DueState } from '@tessera/ui'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** From here on, what is due is close enough to be pointed out. */
const SOON = 4 * HOUR

export interface Due {
  state: DueState
  /** How much of the last day is left, 0 to 1. */
  share: number
  /** How long until then, or since then. */
  ms: number
}

const DONE: TicketStatus[] = ['resolved', 'closed']

/** How a ticket stands with its due time. Null if it has none, or if nothing is left to do. */
export function dueOf(ticket: Pick<TicketSummary, 'due_at' | 'status'>, now: number): Due | null {
  if (!ticket.due_at || DONE.includes(ticket.status)) return null
  const left = new Date(ticket.due_at).getTime() - now
  const state = left < 0 ? 'over' : left < SOON ? 'soon' : 'ok'
  return { state, share: Math.max(0, Math.min(1, left / DAY)), ms: Math.abs(left) }
}
