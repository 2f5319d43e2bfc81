import {
  ApiProblem,
  type Client,
  type CreateTicket,
  type PatchTicket,
  type TicketSummary,
  Unreachable,
  newId,
  statusOf,
} from '@tessera/api'
import { type Database, type Entry, type Fate, type Hindrance, type Queue, createQueue, partingOf } from '@tessera/sync'
import type { QueryClient } from '@tanstack/react-query'
import { inOrder } from '@/shared/tickets/in-order'
import { type Outcome, currentIn, refusalOf } from '@/shared/tickets/outcome'
import { markRead } from '@/shared/unread'
import { replicaOf } from './local'

export type TicketChange = Omit<PatchTicket, 'metadata'>

/** What can be done without a network. */
export type Act =
  | { kind: 'create'; ticket: CreateTicket & { id: string } }
  | { kind: 'change'; change: TicketChange }
  | { kind: 'follow'; following: boolean }
  | { kind: 'delete' }
  | { kind: 'restore' }
  | { kind: 'undo'; change: string }

export type TicketEntry = Entry<TicketSummary, Act>
export type TicketFate = Fate<TicketSummary, Outcome>
export type TicketQueue = Queue<TicketSummary, Act, Outcome>

const queues = new WeakMap<QueryClient, TicketQueue>()

/** What waits to be sent of this page's agent; without a copy (a test, a story) it is in memory only. */
export function queueOf(client: QueryClient, api: Client): TicketQueue {
  return queues.get(client) ?? openQueue(client, api, null)
}

/** `allowed`: whether the session is the one of its agent. */
export function openQueue(
  client: QueryClient,
  api: Client,
  database: Database<TicketSummary> | null,
  allowed?: () => Promise<boolean>,
): TicketQueue {
  const queue = createQueue<TicketSummary, Act, Outcome>({
    replica: replicaOf(client),
    database,
    send: (entry, version) => inOrder(entry.ticket, () => send(api, entry, version)),
    hindrance,
    refusal: (error) => ({ row: currentIn(error), reason: refusalOf(error) }),
    newId,
    channel:
      database && typeof BroadcastChannel !== 'undefined' ? new BroadcastChannel(`${database.name}.queue`) : null,
    ...(database && { parting: partingOf(database.name) }),
    ...(allowed && { allowed }),
  })
  queues.set(client, queue)
  void queue.start()
  return queue
}

export async function closeQueue(client: QueryClient): Promise<void> {
  const queue = queues.get(client)
  queues.delete(client)
  await queue?.stop()
}

function send(api: Client, { id, ticket, act }: TicketEntry, version: number | undefined): Promise<TicketSummary> {
  switch (act.kind) {
    case 'create':
      return created(api.createTicket(act.ticket))
    case 'change':
      return api.patchTicket(ticket, act.change, version, id)
    case 'follow':
      return act.following ? api.followTicket(ticket) : api.unfollowTicket(ticket)
    case 'delete':
      return api.deleteTicket(ticket)
    case 'restore':
      return api.restoreTicket(ticket)
    case 'undo':
      return api.undoChange(ticket, act.change, id)
  }
}

/** Whoever made it has read it. */
async function created(asked: Promise<TicketSummary>): Promise<TicketSummary> {
  const ticket = await asked
  markRead([ticket])
  return ticket
}

/** No connection, a session that ended, and a limit concern everything; a server that fails, perhaps this ticket only. */
export function hindrance(error: unknown): Hindrance | null {
  if (error instanceof Unreachable) return { all: true }
  const status = statusOf(error) ?? 0
  const seconds = error instanceof ApiProblem ? error.retryAfter : null
  const later = seconds ? { afterMs: seconds * 1000 } : {}
  if (status === 401 || status === 429) return { all: true, ...later }
  return status >= 500 ? { all: false, ...later } : null
}
