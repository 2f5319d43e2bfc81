import type { TicketDetail, TicketPage, TicketSummary } from '@tessera/api'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { newer } from './entries'
import { placeTicket } from './pages'
import { type TicketFilter, matches } from './views'

export type TicketList = InfiniteData<TicketPage, string | null>

export const keys = {
  me: ['me'],
  agents: ['agents'],
  teams: ['teams'],
  lists: ['tickets'],
  list: (filter: TicketFilter) => ['tickets', filter],
  ticket: (id: string) => ['ticket', id],
} as const

/** Puts a ticket, as it is now, into every list that is held, and into its own record. */
export function storeTicket(client: QueryClient, ticket: TicketSummary, me: string): void {
  client.setQueryData<TicketDetail>(keys.ticket(ticket.id), (known) => known && newer(known, ticket))
  for (const query of client.getQueryCache().findAll({ queryKey: keys.lists })) {
    const filter = query.queryKey[1] as TicketFilter
    client.setQueryData<TicketList>(query.queryKey, (list) => list && storeInList(list, filter, ticket, me))
  }
}

function storeInList(list: TicketList, filter: TicketFilter, ticket: TicketSummary, me: string): TicketList {
  const known = list.pages.flatMap((page) => page.items).find((item) => item.id === ticket.id)
  if (known && known.version > ticket.version) return list
  const pages = placeTicket(list.pages, ticket, matches(filter, ticket, me))
  return pages === list.pages ? list : { ...list, pages }
}

/** The newest that is known of a ticket, from its own record or from any list. */
export function knownTicket(client: QueryClient, id: string): TicketSummary | undefined {
  const detail = client.getQueryData<TicketDetail>(keys.ticket(id))
  const listed = client
    .getQueriesData<TicketList>({ queryKey: keys.lists })
    .flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? [])
    .filter((ticket) => ticket.id === id)
  const all: TicketSummary[] = detail ? [detail, ...listed] : listed
  return all.reduce<TicketSummary | undefined>(
    (best, each) => (best && best.version >= each.version ? best : each),
    undefined,
  )
}

/** All tickets of all lists that are held here, each once. */
export function heldTickets(client: QueryClient): TicketSummary[] {
  const lists = client.getQueriesData<TicketList>({ queryKey: keys.lists })
  const all = lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? [])
  return [...new Map(all.map((ticket) => [ticket.id, ticket])).values()]
}

/** A detail holds more than a list's row; rows never carry it along. */
export function summaryOf(ticket: TicketDetail): TicketSummary {
  const { entries: _e, participants: _p, merged_ids: _g, metadata: _m, resolved_at: _r, ...summary } = ticket
  return summary
}
