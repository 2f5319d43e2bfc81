import type { GroupField, TicketSummary } from '@tessera/api'
import { useNow } from '@tessera/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCatalogue, useFields, useTags } from '@/shared/catalogue/queries'
import { useAgents, useMe, useTeams } from '@/shared/tickets/queries'
import { type ListSearch, groupFrom, readListSearch, sortFrom } from './address'
import { compareBy, compareGrouped, fixedOrder, groupKey } from './arrange'
import { type FilterGroup, asksForTags, compile, followsTime, isOwnField } from './filter'
import { filterFrom, textOf } from './filter-text'

const NOTHING: FilterGroup = { match: 'all', of: [] }

/** How a list is narrowed and ordered beyond its view; `key` is another one when anything of it changes. */
export interface Arrangement {
  key: string
  matches: (ticket: TicketSummary) => boolean
  compare: (a: TicketSummary, b: TicketSummary) => number
  groupOf?: (ticket: TicketSummary) => string
}

/** What the address says of the list, and how to change it. */
export function useListSearch() {
  const search = readListSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const change = (wish: { [key in keyof ListSearch]: ListSearch[key] | undefined }) =>
    void navigate({ to: '.', search: (before: object) => readListSearch({ ...before, ...wish }) as never })
  const read = search.filter === undefined ? NOTHING : filterFrom(search.filter)
  return {
    search,
    /** What cannot be read filters nothing. */
    filter: read ?? NOTHING,
    unreadable: read === null,
    setFilter: (filter: FilterGroup) => change({ filter: textOf(filter) || undefined }),
    set: change,
  }
}

/** What the list stands in groups by: a board always has some. */
export const groupingOf = ({ group, layout }: ListSearch): GroupField | undefined =>
  groupFrom(group) ?? (layout === 'board' ? 'status' : undefined)

/** The address's filter, sort and groups, as the replica's queries want them. */
export function useArrangement(): Arrangement {
  const { search } = useListSearch()
  const me = useMe().id
  const agents = useAgents()
  const teams = useTeams()
  const own = useFields()
  const { tags } = useCatalogue()
  const { namesOf } = useTags()
  const now = useNow()
  const { filter: text, order } = search
  const group = groupingOf(search)
  const asked = useMemo(() => (text && filterFrom(text)) || NOTHING, [text])
  const timed = group === 'due' || followsTime(asked)
  const at = timed ? now : 0
  return useMemo(() => {
    const people = group === 'assignee' ? agents : group === 'team' ? teams : []
    const named = people.toSorted((a, b) => a.name.localeCompare(b.name)).map((each) => each.id)
    const sort = sortFrom(order)
    const within = compareBy(sort, own)
    // Their names, and those of choices, can change without the address.
    const defined = [sort?.field, group].some((field) => field && isOwnField(field)) ? own : []
    const renamed = asksForTags(asked) ? tags.map(({ name, aliases, deleted }) => [name, aliases, deleted]) : []
    const keyOf = group && groupKey(group, at)
    return {
      key: JSON.stringify([text, order, group, at, named, defined, renamed]),
      matches: compile(asked, { me, now: at, tagNames: namesOf }),
      compare: keyOf ? compareGrouped(keyOf, fixedOrder(group, own) ?? named, within) : within,
      ...(keyOf && { groupOf: keyOf }),
    }
  }, [text, asked, order, group, at, agents, teams, own, tags, namesOf, me])
}
