import type { CompanyRef, FoundPerson } from '@tessera/api'
import { Link } from '@tanstack/react-router'
import { Avatar, Button, EmptyState, Skeleton } from '@tessera/ui'
import { Building2 } from 'lucide-react'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { Said } from '@/shared/said'
import { useAgents } from '@/shared/tickets/queries'
import { Marked } from './marked'
import { ResultRow } from './result-row'
import type { FoundPages } from './search-page'

type Props = { found: FoundPages; query: string; onQuery: (query: string) => void; onOpen: (id: string) => void }

export function Results({ found, query, onQuery, onOpen }: Props) {
  const agents = useAgents()
  const nameOf = useMemo(() => new Map(agents.map((agent) => [agent.id, agent.name])), [agents])
  const first = found.data?.pages[0]
  if (!first) return <ResultsSkeleton />
  if (first.preparing) {
    return <EmptyState mosaic="search" title={t('search.preparingTitle')} text={t('search.preparingText')} />
  }
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {first.understood.notices
        // While the next answer is on its way, what was put right is told no longer.
        .filter(({ text }) => query.includes(text))
        .map((notice) => (
          <p key={notice.text} className="px-5 pb-2 text-xs text-quiet">
            <span className="text-strong">{notice.text}</span> <Said text={notice.reason} />
          </p>
        ))}
      {first.suggestions.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 px-5 pb-2 text-sm text-body">
          {t('search.didYouMean')}
          {first.suggestions.map((each) => (
            <button
              key={each.query}
              type="button"
              onClick={() => onQuery(each.query)}
              className="rounded-control px-1 font-medium text-accent-text underline-offset-2 touch-target hover:underline"
            >
              {each.query}
            </button>
          ))}
        </p>
      )}
      {first.people.length + first.companies.length > 0 && (
        <ul
          aria-label={t('search.people')}
          className="flex flex-wrap gap-1.5 border-b border-line px-5 pb-3 empty:hidden"
        >
          <Companies companies={first.companies} />
          <People people={first.people} onQuery={onQuery} />
        </ul>
      )}
      {items.map((item) => (
        <ResultRow
          key={item.ticket.id}
          item={item}
          href={`/tickets/${item.ticket.id}`}
          assignee={item.ticket.assignee_id ? (nameOf.get(item.ticket.assignee_id) ?? '?') : undefined}
          onOpen={onOpen}
        />
      ))}
      {items.length + first.people.length + first.companies.length === 0 && (
        <EmptyState mosaic="search" title={t('search.noneTitle')} text={t('search.noneText')} />
      )}
      {found.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('search.more')}
          </Button>
        </div>
      )}
    </>
  )
}

const WHO =
  'flex h-9 max-w-full items-center gap-2 rounded-control border border-line px-2 text-xs text-body hover:bg-hover pointer-coarse:h-11'

/** Who may be meant; pressing one shows their tickets. */
function People({ people, onQuery }: { people: FoundPerson[]; onQuery: (query: string) => void }) {
  const whole = (parts: FoundPerson['name']) => parts.map((part) => part.text).join('')
  return people.map((person) => (
    <li key={person.id} className="max-w-full">
      <button
        type="button"
        data-testid="found-person"
        onClick={() => onQuery(`requester:${whole(person.email)} `)}
        className={WHO}
      >
        <Avatar name={whole(person.name) || whole(person.email)} size={20} title={false} />
        <span className="truncate">
          <span className="font-medium text-strong">
            <Marked parts={person.name} />
          </span>{' '}
          <Marked parts={person.email} />
          {person.company.length > 0 && (
            <>
              {' · '}
              <Marked parts={person.company} />
            </>
          )}
        </span>
      </button>
    </li>
  ))
}

/** Where one may work; pressing one leads to its people and their tickets. */
function Companies({ companies }: { companies: CompanyRef[] }) {
  return companies.map(({ id, name }) => (
    <li key={id} className="max-w-full">
      <Link to="/companies/$companyId" params={{ companyId: id }} data-testid="found-company" className={WHO}>
        <Building2 size={16} aria-hidden="true" className="text-icon" />
        <span className="truncate font-medium text-strong">{name}</span>
      </Link>
    </li>
  ))
}

function ResultsSkeleton() {
  return (
    <div aria-hidden="true">
      {[62, 48, 70, 55].map((width) => (
        <div key={width} className="flex flex-col gap-2 border-b border-line px-5 py-4">
          <div style={{ width: `${width}%` }}>
            <Skeleton className="h-3" />
          </div>
          <Skeleton className="h-2.5" />
        </div>
      ))}
    </div>
  )
}
