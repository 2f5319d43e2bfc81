import type { TicketSummary } from '@tessera/api'

const MOST = 6

/**
 * Which tickets may be meant besides `ticket`: the one of that number, then those of the same person, the newest first, then
 * those in which something happened lately.
 */
export function candidates(
  ticket: TicketSummary,
  query: string,
  numbered: TicketSummary[],
  held: Iterable<TicketSummary>,
): TicketSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = [...held].filter((each) => {
    const text = `${each.subject} ${each.requester.name} ${each.requester.email} #${each.number}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const number = query.trim().replace('#', '')
  const exact = (each: TicketSummary) => Number(String(each.number) === number)
  const same = (each: TicketSummary) => Number(each.requester.id === ticket.requester.id)
  const when = (each: TicketSummary) => (same(each) ? each.created_at : each.updated_at)
  const all = [
    ...numbered,
    ...matching.toSorted(
      (a, b) => exact(b) - exact(a) || same(b) - same(a) || when(b).localeCompare(when(a)) || b.number - a.number,
    ),
  ]
  const able = all.filter((each) => each.id !== ticket.id && !each.merged_into && !each.deleted_at)
  return [...new Map(able.map((each) => [each.id, each])).values()].slice(0, MOST)
}
