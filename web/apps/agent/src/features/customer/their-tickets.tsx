import type { TicketSummary } from '@tessera/api'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RelativeTime, StatusIcon } from '@tessera/ui'
import { useDeferredValue, useMemo } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { replicaOf } from '@/shared/replica/local'
import { useLiveQuery } from '@/shared/replica/use-list'
import { ToTicket } from '@/shared/tickets/to-ticket'

const KEYS = {
  requester: ({ requester }: TicketSummary) => requester.id,
  company: ({ company_id }: TicketSummary) => company_id,
}
type By = keyof typeof KEYS
const indexes = { requester: new WeakMap<QueryClient, Index>(), company: new WeakMap<QueryClient, Index>() }
type Index = (id: string) => TicketSummary[]

function indexOf(client: QueryClient, by: By): Index {
  const index = indexes[by].get(client) ?? replicaOf(client).index(KEYS[by])
  indexes[by].set(client, index)
  return index
}

/** The tickets of a person or a company, the newest first: from the app's own copy, there at once, and as they come. */
export function useTheirTickets(by: By, whose: string, except?: string): TicketSummary[] {
  // The first time all tickets are looked at for it: after the frame that shows what was asked for.
  const id = useDeferredValue(whose)
  const but = useDeferredValue(except)
  const client = useQueryClient()
  const query = useMemo(
    () =>
      replicaOf(client).query({
        among: () => indexOf(client, by)(id),
        matches: (each) => KEYS[by](each) === id && each.id !== but && !each.deleted_at && !each.merged_into,
        compare: (a, b) => inOrder(b.created_at, a.created_at) || inOrder(b.id, a.id),
      }),
    [client, by, id, but],
  )
  return useLiveQuery(query).rows as TicketSummary[]
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function TicketLinks({ tickets }: { tickets: readonly TicketSummary[] }) {
  return (
    <ul className="-mx-2 flex flex-col">
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <ToTicket
            ticketId={ticket.id}
            data-row
            className="flex h-8 items-center gap-2 rounded-control px-2 hover:bg-hover pointer-coarse:h-11"
          >
            <StatusIcon status={ticket.status} label={t(`status.${ticket.status}`)} />
            <bdi className="min-w-0 flex-1 truncate text-strong">{ticket.subject}</bdi>
            <RelativeTime
              at={ticket.created_at}
              justNow={t('time.now')}
              locale={LOCALE}
              className="text-2xs text-quiet"
            />
          </ToTicket>
        </li>
      ))}
    </ul>
  )
}

const MOST_SHOWN = 20

/** All of them, as far as one looks; the rest is a list of its own. */
export function TheirTickets({ by, id }: { by: 'requester' | 'company'; id: string }) {
  const tickets = useTheirTickets(by, id)
  return (
    <section aria-labelledby="their-tickets">
      <div className="flex items-baseline gap-2 pb-1">
        <h2 id="their-tickets" className="font-semibold text-strong">
          {t('people.tickets')}
        </h2>
        <span className="text-xs text-quiet tabular-nums">{tickets.length}</span>
      </div>
      {tickets.length === 0 && <p className="text-quiet">{t('people.noTickets')}</p>}
      <TicketLinks tickets={tickets.slice(0, MOST_SHOWN)} />
      {tickets.length > 0 && (
        <Link
          to="/views/$view"
          params={{ view: 'all' }}
          search={{ filter: `${by}:${id}`, order: '-created' }}
          className="text-xs text-accent-text underline-offset-2 hover:underline"
        >
          {t('customer.allTickets', { count: tickets.length })}
        </Link>
      )}
    </section>
  )
}
