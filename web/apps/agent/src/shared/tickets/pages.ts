import type { TicketPage, TicketSummary } from '@tessera/api'
import { byAttention } from './order'

/**
 * The pages of a list after a ticket changed: taken out of its old place and, if it belongs here, put in its new one.
 * A ticket that sorts after everything loaded stays out while there are further pages: it comes with one of them.
 */
export function placeTicket(pages: TicketPage[], ticket: TicketSummary, belongs: boolean): TicketPage[] {
  const known = pages.some((page) => page.items.some((item) => item.id === ticket.id))
  if (!known && !belongs) return pages
  const without = pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== ticket.id) }))
  if (!belongs) return without

  const target = without.findIndex((page) => page.items.some((item) => byAttention(ticket, item) < 0))
  if (target >= 0) return without.map((page, index) => (index === target ? insert(page, ticket) : page))
  const last = without.at(-1)
  if (!last || last.next_cursor !== null) return without
  return [...without.slice(0, -1), insert(last, ticket)]
}

function insert(page: TicketPage, ticket: TicketSummary): TicketPage {
  const at = page.items.findIndex((item) => byAttention(ticket, item) < 0)
  const position = at < 0 ? page.items.length : at
  return { ...page, items: page.items.toSpliced(position, 0, ticket) }
}
