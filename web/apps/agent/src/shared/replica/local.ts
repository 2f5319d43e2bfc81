import { type Client, type TicketDetail, type TicketSummary, Unreachable, statusOf } from '@tessera/api'
import {
  type Changes,
  type Database,
  type Replica,
  type Sync,
  createReplica,
  createSync,
  wipeCopy,
} from '@tessera/sync'
import type { QueryClient } from '@tanstack/react-query'
import { keys } from '@/shared/tickets/keys'

/** The tickets of one page, with what keeps them right; `sync` is there once an agent is known. */
interface Local {
  replica: Replica<TicketSummary>
  database: Database<TicketSummary> | null
  sync: Sync<TicketSummary> | null
  listeners: Set<() => void>
}

const locals = new WeakMap<QueryClient, Local>()

function localOf(client: QueryClient): Local {
  const known = locals.get(client)
  if (known) return known
  const made: Local = { replica: createReplica(), database: null, sync: null, listeners: new Set() }
  made.replica.onChange((changes) => followDetails(client, changes))
  locals.set(client, made)
  return made
}

/** Every ticket that is held here, as it is shown. */
export function replicaOf(client: QueryClient): Replica<TicketSummary> {
  return localOf(client).replica
}

export function databaseOf(client: QueryClient): Database<TicketSummary> | null {
  return localOf(client).database
}

export function syncOf(client: QueryClient): Sync<TicketSummary> | null {
  return localOf(client).sync
}

/** Hears when an agent's copy is opened or closed. */
export function onLocal(client: QueryClient, listener: () => void): () => void {
  const { listeners } = localOf(client)
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** An opened ticket shows what its row shows; when more happened than that, it is read again. */
function followDetails(client: QueryClient, changes: Changes<TicketSummary>): void {
  for (const [id, { now }] of changes) {
    const queryKey = keys.ticket(id)
    const known = client.getQueryData<TicketDetail>(queryKey)
    if (!now && syncOf(client)) void forgetDetail(client, id)
    if (!known || !now || known.version > now.version) continue
    client.setQueryData<TicketDetail>(queryKey, { ...known, ...now })
    if (now.version > known.version) void client.invalidateQueries({ queryKey })
  }
}

/** What may not be seen any more is not kept either; if it is open, the server says that there is no such ticket. */
async function forgetDetail(client: QueryClient, id: string): Promise<void> {
  await databaseOf(client)
    ?.dropDetail(id)
    .catch(() => undefined)
  await client.resetQueries({ queryKey: keys.ticket(id) })
}

type FirstPage = ReturnType<Client['syncTickets']>

/** Starts to keep the copy of one agent: `first`, if its first page is asked for already; `shown`, if rows stand on the screen. */
export function openLocal(
  client: QueryClient,
  api: Client,
  database: Database<TicketSummary> | null,
  { first, shown = [] }: { first?: FirstPage | undefined; shown?: readonly TicketSummary[] } = {},
): void {
  const local = localOf(client)
  if (local.sync) return
  local.database = database
  local.sync = createSync({
    replica: local.replica,
    database,
    shown,
    copy(cursor) {
      const asked = cursor === null ? first : undefined
      first = undefined
      return asked ?? api.syncTickets(cursor)
    },
    changes: (since, visibility) => api.syncChanges(since, visibility),
    passing: (error) => error instanceof Unreachable || (statusOf(error) ?? 0) >= 500 || statusOf(error) === 429,
  })
  local.listeners.forEach((listener) => listener())
  void local.sync.start()
}

/** Nothing of this agent is left in memory, nor, with `wipe`, in the browser. */
export async function closeLocal(client: QueryClient, wipe: boolean): Promise<void> {
  const local = localOf(client)
  const { sync, database } = local
  local.sync = local.database = null
  await sync?.stop()
  database?.close()
  local.replica.clear()
  local.listeners.forEach((listener) => listener())
  if (wipe && database) await wipeCopy(database.name)
}
