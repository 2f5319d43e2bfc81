import type { TicketSummary } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { keys, knownTicket, storeTicket } from '@/shared/tickets/cache'

const KEPT_MS = 60_000

/**
 * A list that was being read while a delta came arrives as it was before it. So what was heard in the last minute is put
 * over every list that arrives, until `stop`.
 */
export function createLateReads(client: QueryClient, me: string, now: () => number = Date.now) {
  const recent = new Map<string, { ticket: TicketSummary; at: number }>()

  function putOver() {
    for (const [id, { ticket, at }] of recent) {
      if (now() - at > KEPT_MS) recent.delete(id)
      else if ((knownTicket(client, id)?.version ?? 0) <= ticket.version) storeTicket(client, ticket, me)
    }
  }

  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    const [kind] = event.query.queryKey as readonly unknown[]
    if (kind === keys.lists[0]) putOver()
  })
  return {
    heard(ticket: TicketSummary) {
      if ((recent.get(ticket.id)?.ticket.version ?? 0) < ticket.version) recent.set(ticket.id, { ticket, at: now() })
    },
    stop,
  }
}
