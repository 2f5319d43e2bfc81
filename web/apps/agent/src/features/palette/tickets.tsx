import type { TicketSummary } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { CommandGroup, CommandItem, StatusIcon } from '@tessera/ui'
import { Hash } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { heldTickets } from '@/shared/tickets/cache'
import { useOpenTicket } from '@/shared/tickets/use-open-ticket'
import { ticketsMatching } from './tickets-matching'
import type { Then } from './then'

/** The tickets held here that have what is typed in their line. */
export function useTicketsHere(query: string): TicketSummary[] {
  const client = useQueryClient()
  return query.trim().length > 1 ? ticketsMatching(heldTickets(client), query) : []
}

export function Tickets({ query, found, then }: { query: string; found: TicketSummary[]; then: Then }) {
  const { api } = useServices()
  const number = /^#?(\d+)$/.exec(query.trim())?.[1]
  const open = useOpenTicket()

  async function openNumber() {
    const page = await api.tickets({ number: Number(number), status: 'all' }).catch(() => null)
    const ticket = page?.items[0]
    if (ticket) open(ticket.id)
    else showToast({ tone: 'danger', text: t('palette.noNumber', { number: String(number) }) })
  }
  if (!number && found.length === 0) return null
  return (
    <CommandGroup heading={t('palette.tickets')}>
      {number && (
        <CommandItem
          value={`number ${query}`}
          keywords={[query]}
          icon={<Hash size={15} />}
          onSelect={then(() => void openNumber())}
        >
          {t('palette.byNumber', { number })}
        </CommandItem>
      )}
      {found.map((ticket) => (
        <CommandItem
          key={ticket.id}
          value={`ticket ${ticket.id}`}
          icon={<StatusIcon status={ticket.status} />}
          hint={ticket.requester.name || ticket.requester.email}
          onSelect={then(() => open(ticket.id))}
        >
          {ticket.subject}
        </CommandItem>
      ))}
    </CommandGroup>
  )
}
