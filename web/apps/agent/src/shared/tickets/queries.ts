import { type AgentRef, type Client, type Me, type Team, type TicketDetail, Unreachable } from '@tessera/api'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { KnownAgents, KnownMe, KnownTeams, useKnown } from '@/shared/known'
import { keptTicket } from '@/shared/replica/keep'
import { replicaOf } from '@/shared/replica/local'
import { painted } from '@/shared/painted'
import { keepEarlier } from './entries'
import { keys } from './keys'

const MINUTE = 60_000
/** How often a ticket is read again that changes while it is read. */
const AGAIN = 3

export const meQuery = (api: Client) => queryOptions({ queryKey: keys.me, queryFn: api.me, staleTime: Infinity })
export const agentsQuery = (api: Client) =>
  queryOptions({ queryKey: keys.agents, queryFn: async () => (await api.agents()).items, staleTime: 5 * MINUTE })
export const teamsQuery = (api: Client) =>
  queryOptions({ queryKey: keys.teams, queryFn: async () => (await api.teams()).items, staleTime: 5 * MINUTE })

export const ticketQuery = (api: Client, client: QueryClient, id: string) =>
  queryOptions({
    queryKey: keys.ticket(id),
    queryFn: ({ signal }) => readTicket(api, client, id, signal),
    staleTime: 20_000,
    // The addresses of attachments are good for an hour.
    refetchInterval: 45 * MINUTE,
  })

/** What was kept of the ticket shows while it is read, and stays when the server cannot be reached. */
async function readTicket(api: Client, client: QueryClient, id: string, signal: AbortSignal): Promise<TicketDetail> {
  const known = () => client.getQueryData<TicketDetail>(keys.ticket(id))
  const reading = readNewest(api, client, id, signal)
  reading.catch(() => undefined)
  const kept = known() ? undefined : await keptTicket(client, id)
  if (kept && !known()) client.setQueryData(keys.ticket(id), shown(client, kept))
  try {
    return keepEarlier(known(), await reading)
  } catch (error) {
    const last = known()
    if (error instanceof Unreachable && last) return last
    throw error
  }
}

/** With what lies over its row. */
function shown(client: QueryClient, kept: TicketDetail): TicketDetail {
  const row = replicaOf(client).get(kept.id)
  return row && row.version >= kept.version ? { ...kept, ...row, version: kept.version } : kept
}

/** Read again if its row has heard of something newer meanwhile: nobody would tell of that a second time. */
async function readNewest(api: Client, client: QueryClient, id: string, signal: AbortSignal): Promise<TicketDetail> {
  await painted()
  let ticket = await api.ticket(id, signal)
  const isOld = () => (replicaOf(client).base(id)?.version ?? 0) > ticket.version
  for (let again = 0; again < AGAIN && isOld(); again++) ticket = await api.ticket(id, signal)
  return ticket
}

/** The signed-in agent. Only inside the shell, which has loaded it. */
export const useMe = (): Me => useKnown(KnownMe)
export const useAgents = (): AgentRef[] => useKnown(KnownAgents)
export const useTeams = (): Team[] => useKnown(KnownTeams)

/** Within it nobody changes anything: it is the past that is looked at. */
export const ReadOnly = createContext(false)

export function useMayWrite(): boolean {
  const readOnly = use(ReadOnly)
  return useMe().permissions.includes('tickets:write') && !readOnly
}
/** Taking tickets out for good is for administrators. */
export function useMayPurge(): boolean {
  const readOnly = use(ReadOnly)
  return useMe().permissions.includes('admin') && !readOnly
}
export function useMayDelete(): boolean {
  const readOnly = use(ReadOnly)
  return useMe().permissions.includes('tickets:delete') && !readOnly
}
