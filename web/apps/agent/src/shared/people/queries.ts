import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useServices } from '@/shared/services'

export const PEOPLE = ['people'] as const
const FRESH_MS = 30_000

type Page<T> = { items: T[]; next_cursor: string | null }

type Read<T> = (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>

/** A list that goes on page by page. */
export function usePages<T>(key: readonly unknown[], read: Read<T>, enabled = true) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    enabled,
  })
}

/** Whose name or address begins so; all, the latest change first, for nothing typed. */
export function usePeople(q: string, enabled = true) {
  const { api } = useServices()
  return usePages([...PEOPLE, q], (cursor, signal) => api.customers({ q: q || null, cursor }, signal), enabled)
}
