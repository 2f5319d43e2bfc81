import type { TicketSummary } from '@tessera/api'
import { fitOf } from './fit'

const MOST = 6

/**
 * Which tickets may be meant besides `ticket`: the one of that number, then those that fit best; of these the same person's, the
 * newest first, then those in which something happened lately.
 */
export function candidates(
  ticket: TicketSummary,
  query: string,
  numbered: TicketSummary[],
  held: Iterable<TicketSummary>,
): TicketSummary[] {
  const fit = query.trim() ? fitOf(query) : () => 1
  const matching = [...held].map((each) => ({ each, fit: fit(each) })).filter((found) => found.fit > 0)
  const number = query.trim().replace('#', '')
  const exact = (each: TicketSummary) => Number(String(each.number) === number)
  const same = (each: TicketSummary) => Number(each.requester.id === ticket.requester.id)
  const when = (each: TicketSummary) => (same(each) ? each.created_at : each.updated_at)
  const inOrder = matching.toSorted(
    ({ each: a, fit: fitsA }, { each: b, fit: fitsB }) =>
      exact(b) - exact(a) ||
      fitsB - fitsA ||
      same(b) - same(a) ||
      when(b).localeCompare(when(a)) ||
      b.number - a.number,
  )
  const all = [...numbered, ...inOrder.map(({ each }) => each)]
  const able = all.filter((each) => each.id !== ticket.id && !each.merged_into && !each.deleted_at)
  return [...new Map(able.map((each) => [each.id, each])).values()].slice(0, MOST)
}
