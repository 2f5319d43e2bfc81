import type { Client, TicketDetail } from '@tessera/api'
import { infiniteQueryOptions, type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useServices } from '@/shared/services'
import { keys } from './cache'
import { keepEarlier } from './entries'
import { type TicketFilter, queryOf } from './views'

const MINUTE = 60_000

export const meQuery = (api: Client) => queryOptions({ queryKey: keys.me, queryFn: api.me, staleTime: Infinity })
export const agentsQuery = (api: Client) =>
  queryOptions({ queryKey: keys.agents, queryFn: async () => (await api.agents()).items, staleTime: 5 * MINUTE })
export const teamsQuery = (api: Client) =>
  queryOptions({ queryKey: keys.teams, queryFn: async () => (await api.teams()).items, staleTime: 5 * MINUTE })

export const listQuery = (api: Client, filter: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: keys.list(filter),
    queryFn: ({ pageParam, signal }) => api.tickets(queryOf(filter, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: MINUTE,
  })

export const ticketQuery = (api: Client, client: QueryClient, id: string) =>
  queryOptions({
    queryKey: keys.ticket(id),
    queryFn: async ({ signal }) =>
      keepEarlier(client.getQueryData<TicketDetail>(keys.ticket(id)), await api.ticket(id, signal)),
    staleTime: 20_000,
    // The addresses of attachments are good for an hour.
    refetchInterval: 45 * MINUTE,
  })

/** The signed-in agent. Only inside the shell, which has loaded it. */
export function useMe() {
  return useSuspenseQuery(meQuery(useServices().api)).data
}
export function useAgents() {
  return useSuspenseQuery(agentsQuery(useServices().api)).data
}
export function useTeams() {
  return useSuspenseQuery(teamsQuery(useServices().api)).data
}

export function useMayWrite(): boolean {
  return useMe().permissions.includes('tickets:write')
}
export function useMayDelete(): boolean {
  return useMe().permissions.includes('tickets:delete')
}
