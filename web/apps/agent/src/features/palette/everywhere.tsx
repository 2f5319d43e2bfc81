import type { TicketSummary } from '@tessera/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Avatar, CommandGroup, CommandItem, StatusIcon } from '@tessera/ui'
import { Building2, Search, Star } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useSearches } from '@/shared/search/searches'
import { useDebounced } from '@/shared/search/use-debounced'
import { useServices } from '@/shared/services'
import { useOpenTicket } from '@/shared/tickets/use-open-ticket'
import type { Then } from './then'
import { useBestOf } from './use-best-of'

type Props = {
  query: string
  /** Those that stand in a group above already. */
  besides: TicketSummary[]
  then: Then
}

/** What the server finds, beside what is held here: tickets and people, and the way to the whole search. */
export function Everywhere({ query, besides, then }: Props) {
  const { api } = useServices()
  const navigate = useNavigate()
  const open = useOpenTicket()
  const saved = useSearches((state) => state.saved)
  const typed = query.trim()
  const settled = useDebounced(typed, 150)
  const found = useQuery({
    queryKey: ['search-palette', settled],
    queryFn: ({ signal }) => api.search({ q: settled, limit: 6 }, signal),
    enabled: settled.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const search = (q: string) => then(() => void navigate({ to: '/search', search: { q } }))
  const others = found.data?.items.filter(({ ticket }) => !besides.some(({ id }) => id === ticket.id)) ?? []
  const came = typed.length > 1 && found.data !== undefined && !found.isPlaceholderData
  useBestOf(came ? `${settled} ${found.dataUpdatedAt}` : '')
  if (typed === '' && saved.length === 0) return null
  return (
    <CommandGroup heading={t('search.title')}>
      {saved.map((each) => (
        <CommandItem key={each} value={`saved ${each}`} icon={<Star size={15} />} onSelect={search(each)}>
          {each}
        </CommandItem>
      ))}
      {typed.length > 1 &&
        others.map(({ ticket }) => (
          <CommandItem
            key={ticket.id}
            value={`found ${ticket.id}`}
            keywords={[query]}
            icon={<StatusIcon status={ticket.status} />}
            hint={ticket.requester.name || ticket.requester.email}
            onSelect={then(() => open(ticket.id))}
          >
            {ticket.subject}
          </CommandItem>
        ))}
      {typed.length > 1 &&
        found.data?.people.map((person) => {
          const [name, email] = [person.name, person.email].map((parts) => parts.map((part) => part.text).join(''))
          return (
            <CommandItem
              key={person.id}
              value={`person ${person.id}`}
              keywords={[query]}
              icon={<Avatar name={name || email || '?'} size={16} title={false} />}
              hint={email}
              onSelect={then(() => void navigate({ to: '/people/$customerId', params: { customerId: person.id } }))}
            >
              {name || email}
            </CommandItem>
          )
        })}
      {typed.length > 1 &&
        found.data?.companies.map(({ id, name }) => (
          <CommandItem
            key={id}
            value={`found company ${id}`}
            keywords={[query]}
            icon={<Building2 size={15} />}
            onSelect={then(() => void navigate({ to: '/companies/$companyId', params: { companyId: id } }))}
          >
            {name}
          </CommandItem>
        ))}
      {typed !== '' && (
        <CommandItem
          value={`everywhere ${query}`}
          keywords={[query]}
          icon={<Search size={15} />}
          keys="/"
          onSelect={search(typed)}
        >
          {t('search.all', { query: typed })}
        </CommandItem>
      )}
    </CommandGroup>
  )
}
