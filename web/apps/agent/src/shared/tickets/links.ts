import type { LinkType, TicketDetail, TicketLink } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { replicaOf } from '@/shared/replica/local'
import { keys, knownTicket } from './cache'
import { type Desk, type Outcome, outcomeOf } from './changes'
import { inOrder } from './in-order'

export const LINK_TYPES: LinkType[] = [
  'related',
  'parent',
  'child',
  'blocked_by',
  'blocks',
  'duplicate_of',
  'duplicated_by',
]

type Numbered = { id: string; number: number }

/** Links two tickets, or gives their link another type. Shows at once on the one that is looked at. */
export async function linkTicket(desk: Desk, id: string, other: Numbered, type: LinkType): Promise<Outcome> {
  const before = linksOf(desk.client, id).find((each) => each.ticket_id === other.id)
  const link = { type, ticket_id: other.id, number: other.number }
  return relink(
    desk,
    id,
    other.id,
    link,
    () => desk.api.linkTicket(id, other.id, type),
    (at) => (before ? linkTicket(at, id, other, before.type) : unlinkTicket(at, id, other)),
  )
}

export async function unlinkTicket(desk: Desk, id: string, other: Numbered): Promise<Outcome> {
  const before = linksOf(desk.client, id).find((each) => each.ticket_id === other.id)
  return relink(
    desk,
    id,
    other.id,
    null,
    () => desk.api.unlinkTicket(id, other.id),
    (at) => linkTicket(at, id, other, before?.type ?? 'related'),
  )
}

async function relink(
  desk: Desk,
  id: string,
  other: string,
  link: TicketLink | null,
  ask: () => Promise<unknown>,
  back: (at: Desk) => Promise<Outcome>,
): Promise<Outcome> {
  const before = linksOf(desk.client, id)
  const kept = before.filter((each) => each.ticket_id !== other)
  putLinks(desk.client, id, link ? [...kept, link] : kept)
  try {
    await inOrder(id, ask)
    return { kind: 'done', ticket: knownTicket(desk.client, id)!, back }
  } catch (error) {
    putLinks(desk.client, id, before)
    return outcomeOf(error)
  } finally {
    for (const each of [id, other]) void desk.client.invalidateQueries({ queryKey: keys.ticket(each) })
  }
}

/** A ticket that was kept by an earlier version of the app has none. */
export const linksIn = (ticket: TicketDetail | undefined): TicketLink[] => ticket?.links ?? []

const linksOf = (client: QueryClient, id: string) => linksIn(client.getQueryData<TicketDetail>(keys.ticket(id)))

function putLinks(client: QueryClient, id: string, links: TicketLink[]): void {
  client.setQueryData<TicketDetail>(keys.ticket(id), (ticket) => ticket && { ...ticket, links })
}

const DONE = ['resolved', 'closed']

/** How many children are not done, as far as it is known here. */
export function openChildren(client: QueryClient, id: string): number {
  const children = linksOf(client, id).filter((each) => each.type === 'child')
  const rows = children.map((each) => replicaOf(client).get(each.ticket_id))
  return rows.filter((row) => row && !row.deleted_at && !DONE.includes(row.status)).length
}
