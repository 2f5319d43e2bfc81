import type { TicketSummary } from '@tessera/api'
import type { LiveCount, LiveQuery, SyncState } from '@tessera/sync'
import { type QueryClient, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type TagNames, useTags } from '@/shared/catalogue/queries'
import { useServices } from '@/shared/services'
import { useMe } from '@/shared/tickets/queries'
import type { Arrangement } from '@/shared/views/use-listing'
import { type TicketFilter, filterOf, matches, queryOf } from '@/shared/tickets/views'
import { useHead } from './head'
import { onLocal, replicaOf, syncOf } from './local'

const NOT_OPEN: SyncState = { phase: 'opening', copied: false }

export const isCopied = ({ copied }: SyncState) => copied
const isOpening = ({ phase }: SyncState) => phase === 'opening'
export const isFailed = ({ phase }: SyncState) => phase === 'failed'
const isCopying = ({ phase, copied }: SyncState) => phase === 'working' && !copied

/** How far the copy is; heard when what is selected of it changes. */
export function useSyncState<T extends string | boolean>(select: (state: SyncState) => T): T {
  const client = useQueryClient()
  const subscribe = useCallback(
    (listener: () => void) => {
      let stop = syncOf(client)?.subscribe(listener)
      const stopLocal = onLocal(client, () => {
        stop?.()
        stop = syncOf(client)?.subscribe(listener)
        listener()
      })
      return () => {
        stop?.()
        stopLocal()
      }
    },
    [client],
  )
  return useSyncExternalStore(subscribe, () => select(syncOf(client)?.state() ?? NOT_OPEN))
}

/** Asks whether rows of what was missed may still come; who asks is not drawn anew when that changes. */
export function useComing(): () => boolean {
  const client = useQueryClient()
  return () => {
    const { phase } = syncOf(client)?.state() ?? NOT_OPEN
    return phase === 'opening' || phase === 'working'
  }
}

/** Rows of a live query; see `@tessera/sync` for predicate, order and groups. The query must be the same at every call. */
export function useLiveQuery<T>(query: LiveQuery<T>) {
  return useSyncExternalStore(query.subscribe, query.result)
}

export function useLiveCount(count: LiveCount): number {
  return useSyncExternalStore(count.subscribe, count.result)
}

/** How many tickets of the copy are in a view. */
export function useTicketCount(view: string): number {
  const client = useQueryClient()
  const me = useMe().id
  const { namesOf } = useTags()
  const count = useMemo(() => {
    const filter = filterOf(view)
    return replicaOf(client).count((ticket) => filter !== null && matches(filter, ticket, me, namesOf))
  }, [client, view, me, namesOf])
  return useLiveCount(count)
}

/** A list of the copy, arranged as wanted, or in the server's order. Deleted tickets are not in the copy: they are read when they are looked at. */
export function useTicketList(filter: TicketFilter, arrangement: Arrangement) {
  const client = useQueryClient()
  const me = useMe().id
  const { namesOf } = useTags()
  const copied = useSyncState(isCopied)
  const opening = useSyncState(isOpening)
  const copyFailed = useSyncState(isFailed)
  const copying = useSyncState(isCopying)
  const query = useMemo(
    () => listOf(client, filter, me, namesOf, arrangement),
    [client, filter, me, namesOf, arrangement],
  )
  const { rows, groups } = useLiveQuery(query)
  const all = rows as TicketSummary[]
  const head = useHead(arrangement.groupOf ? null : keyOf(filter, me, namesOf, arrangement), all, opening)
  const tickets = head?.rows ?? all
  const deleted = useDeleted(filter)
  const remote = filter.status === 'deleted'
  const busy = remote ? deleted.isFetching : copying
  const failed = remote ? deleted.isError : copyFailed
  const settled = remote ? deleted.isSuccess : copied
  return {
    tickets,
    count: head?.count ?? tickets.length,
    groups,
    isPending: tickets.length === 0 && !failed && !settled,
    isError: failed,
    isSuccess: settled,
    isFetching: busy,
    isFetchingNextPage: remote ? deleted.isFetchingNextPage : busy && tickets.length > 0,
    isFetchNextPageError: remote && deleted.isFetchNextPageError,
    hasNextPage: remote && deleted.hasNextPage,
    refetch: () => (remote ? void deleted.refetch() : syncOf(client)?.catchUp()),
    fetchNextPage: () => (remote ? void deleted.fetchNextPage() : undefined),
  }
}

/** Reads deleted tickets into the replica, as far as one scrolls. */
function useDeleted(filter: TicketFilter) {
  const { api } = useServices()
  const client = useQueryClient()
  return useInfiniteQuery({
    queryKey: ['deleted'],
    queryFn: async ({ pageParam, signal }) => {
      const page = await api.tickets(queryOf(filter, pageParam), signal)
      replicaOf(client).put(page.items)
      return page.next_cursor
    },
    initialPageParam: null as string | null,
    getNextPageParam: (cursor) => cursor,
    staleTime: 60_000,
    enabled: filter.status === 'deleted',
  })
}

const keyOf = (filter: TicketFilter, me: string, namesOf: TagNames, arrangement: Arrangement) =>
  JSON.stringify([me, filter, filter.tag && namesOf(filter.tag), arrangement.key])

const MOST_LISTS = 8
const lists = new WeakMap<QueryClient, Map<string, { query: LiveQuery<TicketSummary>; stop: () => void }>>()

/** The lists that were looked at last go on following, so that coming back to one costs nothing. */
function listOf(
  client: QueryClient,
  filter: TicketFilter,
  me: string,
  namesOf: TagNames,
  arrangement: Arrangement,
): LiveQuery<TicketSummary> {
  const known = lists.get(client) ?? new Map<string, { query: LiveQuery<TicketSummary>; stop: () => void }>()
  lists.set(client, known)
  const key = keyOf(filter, me, namesOf, arrangement)
  const list = known.get(key) ?? follow(client, filter, me, namesOf, arrangement)
  known.delete(key)
  known.set(key, list)
  const [oldest] = known.keys()
  if (known.size > MOST_LISTS && oldest) {
    known.get(oldest)!.stop()
    known.delete(oldest)
  }
  return list.query
}

function follow(
  client: QueryClient,
  filter: TicketFilter,
  me: string,
  namesOf: TagNames,
  { compare, groupOf, ...narrowed }: Arrangement,
) {
  const query = replicaOf(client).query({
    matches: (ticket) => matches(filter, ticket, me, namesOf) && narrowed.matches(ticket),
    compare,
    ...(groupOf && { groupOf }),
  })
  return { query, stop: query.subscribe(() => undefined) }
}
