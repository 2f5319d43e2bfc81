import '@/shared/i18n/views'
import { useQueryClient } from '@tanstack/react-query'
import { Button, EmptyState } from '@tessera/ui'
import { useMemo } from 'react'
import { useTags } from '@/shared/catalogue/queries'
import { t } from '@/shared/i18n'
import { replicaOf } from '@/shared/replica/local'
import { useMe } from '@/shared/tickets/queries'
import { type TicketFilter, matches } from '@/shared/tickets/views'
import { compile } from '@/shared/views/filter'
import { useSentence } from '@/shared/views/sentence'
import { useListSearch } from '@/shared/views/use-listing'

/** The filters find nothing: says which of them to drop, and what would be there then. */
export function NothingFits({ within }: { within: TicketFilter }) {
  const { filter, setFilter } = useListSearch()
  const sentence = useSentence()
  const counts = useBlockers(within)
  const narrow = filter.of.flatMap((each, index) => (counts[index] ? [{ each, index, count: counts[index] }] : []))
  const without = (index: number) => setFilter({ ...filter, of: filter.of.toSpliced(index, 1) })
  return (
    <EmptyState
      mosaic="search"
      title={t('views.emptyTitle')}
      text={t(narrow.length > 0 ? 'views.emptyText' : 'views.emptyAll')}
      action={
        <span className="flex max-w-full flex-col items-center gap-2">
          {narrow.map(({ each, index, count }) => (
            <Button key={index} className="h-auto min-h-8 max-w-full py-1" onClick={() => without(index)}>
              <span className="whitespace-normal">{t('views.drop', { sentence: sentence(each), count })}</span>
            </Button>
          ))}
          <Button variant="ghost" onClick={() => setFilter({ match: 'all', of: [] })}>
            {t('views.clear')}
          </Button>
        </span>
      }
    />
  )
}

/** Of each condition: how many tickets it alone keeps out. One pass over all. */
function useBlockers(within: TicketFilter): number[] {
  const client = useQueryClient()
  const me = useMe().id
  const { namesOf } = useTags()
  const { filter } = useListSearch()
  const text = JSON.stringify(filter)
  return useMemo(() => {
    const { of } = JSON.parse(text) as typeof filter
    const parts = of.map((each) => compile(each, { me, now: Date.now(), tagNames: namesOf }))
    const counts = parts.map(() => 0)
    for (const ticket of replicaOf(client).all()) {
      if (!matches(within, ticket, me, namesOf)) continue
      const failing = parts.flatMap((part, index) => (part(ticket) ? [] : [index]))
      if (failing.length === 1) counts[failing[0]!]! += 1
    }
    return counts
  }, [client, me, namesOf, within, text])
}
