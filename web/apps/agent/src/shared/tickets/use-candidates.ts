import type { TicketSummary } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useServices } from '@/shared/services'
import { heldTickets } from './cache'
import { candidates } from './candidates'

/** Other tickets by number, from the server, and by words, from what is held here; none for null. */
export function useCandidates(ticket: TicketSummary, query: string | null): TicketSummary[] {
  const { api } = useServices()
  const client = useQueryClient()
  const number = /^\s*#?(\d+)\s*$/.exec(query ?? '')?.[1]
  const byNumber = useQuery({
    queryKey: ['ticket-number', number],
    queryFn: async () => (await api.tickets({ number: Number(number), status: 'all' })).items,
    enabled: number !== undefined,
  })
  return query === null ? [] : candidates(ticket, query, byNumber.data ?? [], heldTickets(client))
}
