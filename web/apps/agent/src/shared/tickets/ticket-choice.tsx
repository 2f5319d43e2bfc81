import type { TicketSummary } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, StatusIcon, cn } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { heldTickets } from './cache'

const MOST = 6

type Props = {
  /** The ticket for which another one is chosen. */
  ticket: TicketSummary
  chosen: TicketSummary | null
  onChoose: (ticket: TicketSummary | null) => void
}

/** Another ticket, found by its number or by words. */
export function TicketChoice({ ticket, chosen, onChoose }: Props) {
  const [query, setQuery] = useState('')
  const found = useCandidates(ticket, query)
  return (
    <>
      <Input
        value={query}
        aria-label={t('merge.find')}
        placeholder={t('merge.find')}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value)
          onChoose(null)
        }}
      />
      <ul aria-label={t('merge.candidates')} className="flex flex-col">
        {found.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              aria-pressed={chosen?.id === each.id}
              onClick={() => onChoose(each)}
              className={cn(
                'flex min-h-10 w-full items-center gap-2.5 rounded-control px-2 text-start hover:bg-hover-raised pointer-coarse:min-h-11',
                chosen?.id === each.id && 'bg-selected',
              )}
            >
              <TicketLine ticket={each} />
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="px-2 py-2 text-quiet">{t('merge.none')}</li>}
      </ul>
    </>
  )
}

function TicketLine({ ticket }: { ticket: TicketSummary }) {
  return (
    <>
      <StatusIcon status={ticket.status} label={t(`status.${ticket.status}`)} />
      <span className="shrink-0 text-xs text-quiet tabular-nums">#{ticket.number}</span>
      <span className="min-w-0 flex-1 truncate text-strong">{ticket.subject}</span>
      <span className="max-w-[35%] truncate text-xs text-quiet">{ticket.requester.name || ticket.requester.email}</span>
    </>
  )
}

/** By number, from the server; by words, from what is held here. The requester's other tickets come first. */
function useCandidates(ticket: TicketSummary, query: string): TicketSummary[] {
  const { api } = useServices()
  const client = useQueryClient()
  const number = /^\s*#?(\d+)\s*$/.exec(query)?.[1]
  const byNumber = useQuery({
    queryKey: ['ticket-number', number],
    queryFn: async () => (await api.tickets({ number: Number(number), status: 'all' })).items,
    enabled: number !== undefined,
  })
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = [...heldTickets(client)].filter((each) => {
    const text = `${each.subject} ${each.requester.name} ${each.requester.email} #${each.number}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const same = (each: TicketSummary) => Number(each.requester.id === ticket.requester.id)
  const all = [...(byNumber.data ?? []), ...matching.toSorted((a, b) => same(b) - same(a))]
  const able = all.filter((each) => each.id !== ticket.id && !each.merged_into && !each.deleted_at)
  return [...new Map(able.map((each) => [each.id, each])).values()].slice(0, MOST)
}
