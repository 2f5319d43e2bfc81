import type { FoundPerson } from '@tessera/api'
import { Avatar, Button, EmptyState, Skeleton } from '@tessera/ui'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAgents } from '@/shared/tickets/queries'
import { Marked } from './marked'
import { ResultRow } from './result-row'
import type { FoundPages } from './search-page'

type Props = { found: FoundPages; query: string; onQuery: (query: string) => void; onOpen: (id: string) => void }

export function Results({ found, onQuery, onOpen }: Props) {
  const { t } = useTranslation()
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
      {first.understood.notices.map((notice) => (
        <p key={notice.text} className="px-5 pb-2 text-xs text-quiet">
          <span className="text-strong">{notice.text}</span> {notice.reason}
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
      {first.people.length > 0 && <People people={first.people} onQuery={onQuery} />}
      {items.map((item) => (
        <ResultRow
          key={item.ticket.id}
          item={item}
          href={`/tickets/${item.ticket.id}`}
          assignee={item.ticket.assignee_id ? (nameOf.get(item.ticket.assignee_id) ?? '?') : undefined}
          onOpen={onOpen}
        />
      ))}
      {items.length === 0 && first.people.length === 0 && (
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

/** Who may be meant; pressing one shows their tickets. */
function People({ people, onQuery }: { people: FoundPerson[]; onQuery: (query: string) => void }) {
  const { t } = useTranslation()
  const whole = (parts: FoundPerson['name']) => parts.map((part) => part.text).join('')
  return (
    <ul aria-label={t('search.people')} className="flex flex-wrap gap-1.5 border-b border-line px-5 pb-3">
      {people.map((person) => (
        <li key={person.id} className="max-w-full">
          <button
            type="button"
            data-testid="found-person"
            onClick={() => onQuery(`requester:${whole(person.email)} `)}
            className="flex h-9 max-w-full items-center gap-2 rounded-control border border-line px-2 text-xs text-body hover:bg-hover pointer-coarse:h-11"
          >
            <Avatar name={whole(person.name) || whole(person.email)} size={20} title={false} />
            <span className="truncate">
              <span className="font-medium text-strong">
                <Marked parts={person.name} />
              </span>{' '}
              <Marked parts={person.email} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
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
