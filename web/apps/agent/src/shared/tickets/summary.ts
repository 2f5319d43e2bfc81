import type { TicketDetail, TicketSummary } from '@tessera/api'

/** A detail holds more than a list's row; rows never carry it along. */
export function summaryOf(ticket: TicketDetail): TicketSummary {
  const { entries: _e, participants: _p, merged_ids: _g, metadata: _m, ...summary } = ticket
  return summary
}
