import type { TicketDetail } from '@tessera/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { waits } from '@/shared/messages/waits'
import { useServices } from '@/shared/services'
import { keys } from './keys'

/** The times at which something happened, as far as the conversation is read, oldest first. */
export function momentsOf(ticket: TicketDetail): string[] {
  const seen = ticket.entries.items.filter((entry) => entry.entry === 'activity' || !waits(entry))
  // A first message can be a moment older than its ticket, which was not there yet then.
  const times = seen.map((entry) => entry.created_at).filter((at) => at >= ticket.created_at)
  return [...new Set(times)].sort()
}

/** A ticket as it was at a time that one looks at; as it is otherwise. */
export function usePast(ticket: TicketDetail | undefined) {
  const { api } = useServices()
  const [looked, setLooked] = useState<{ id: string; at: string } | null>(null)
  const at = looked && looked.id === ticket?.id ? looked.at : null
  const then = useQuery({
    queryKey: keys.asOf(ticket?.id, at),
    queryFn: ({ signal }) => api.asOf(ticket!.id, at!, null, signal),
    enabled: at !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
  const past = at !== null && ticket ? pastOf(ticket, then.data, at) : null
  return {
    at,
    /** What is shown: the past one, if one looks at that. */
    ticket: past ?? ticket,
    failed: then.isError,
    look: (moment: string | null) => setLooked(ticket && moment ? { id: ticket.id, at: moment } : null),
  }
}

/** Until the server says how it was: what is here of it. */
function pastOf(ticket: TicketDetail, then: TicketDetail | undefined, at: string): TicketDetail {
  if (then) return { ...ticket, ...then }
  const items = ticket.entries.items.filter((entry) => entry.created_at <= at)
  return { ...ticket, entries: { items, next_cursor: null } }
}
