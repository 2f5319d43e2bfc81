import type { Client } from '@tessera/api'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useDeeds } from '@/shared/live/deeds'
import { useServices } from '@/shared/services'
import { merged } from './grouped'

const activityQuery = (api: Client) =>
  infiniteQueryOptions({
    queryKey: ['activity'],
    queryFn: ({ pageParam, signal }) => api.activity(pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.before,
    // What is done meanwhile comes by itself.
    staleTime: 60_000,
  })

/** What was done, the newest first, as it happens. */
export function useActivity() {
  const { api } = useServices()
  const query = useInfiniteQuery(activityQuery(api))
  const since = useDeeds((state) => state.deeds)
  const pages = query.data?.pages.map((page) => page.items) ?? []
  return { ...query, deeds: query.data ? merged(since, ...pages) : [] }
}
