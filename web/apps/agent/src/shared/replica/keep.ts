import type { TicketDetail } from '@tessera/api'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { CATALOGUE } from '@/shared/catalogue/queries'
import { SAVED_VIEWS } from '@/shared/saved-views/queries'
import { keys } from '@/shared/tickets/keys'
import { summaryOf } from '@/shared/tickets/summary'
import { databaseOf, replicaOf } from './local'

/** What every screen needs besides who is signed in: kept, and read anew once that is known. */
export const NEEDED = [keys.agents, keys.teams, CATALOGUE, SAVED_VIEWS] as const
const KEPT = new Set<unknown>([keys.me, ...NEEDED].map(([name]) => name))

/** What was read from the server is kept for when it cannot be reached. A browser that is full goes without. */
export function keepReads(client: QueryClient): void {
  client.getQueryCache().config.onSuccess = (data, { queryKey }) => keepRead(client, queryKey, data)
}

export function keepRead(client: QueryClient, key: QueryKey, data: unknown): void {
  const database = databaseOf(client)
  if (key[0] === 'ticket') {
    const ticket = data as TicketDetail
    replicaOf(client).put([summaryOf(ticket)])
    void database?.keepDetail(ticket.id, ticket).catch(() => undefined)
  } else if (KEPT.has(key[0])) {
    void database?.write({ puts: [], removes: [], meta: { [String(key[0])]: data } }).catch(() => undefined)
  }
}

/** The ticket as it was when it was read last in this browser. */
export async function keptTicket(client: QueryClient, id: string): Promise<TicketDetail | undefined> {
  return (await databaseOf(client)
    ?.detail(id)
    .catch(() => undefined)) as TicketDetail | undefined
}
