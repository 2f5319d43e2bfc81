import type { TicketStatus, View } from '@tessera/api'
import type { TicketFilter } from '@/shared/tickets/views'
import { type ListSearch, groupFrom, sortFrom, textOfSort } from '@/shared/views/address'
import { columnsFrom, textOfColumns } from '@/shared/views/columns'
import { type Filter, type FilterGroup, textOfField } from '@/shared/views/filter'
import { filterFrom, textOf } from '@/shared/views/filter-text'

export type Asked = Pick<View, 'filter' | 'sort' | 'group' | 'layout' | 'columns'>

/** What a view asks for, as an address says it. */
export function searchOf({ filter, sort, group, layout, columns }: Asked): ListSearch {
  const text = textOf(filter)
  return {
    ...(text && { filter: text }),
    ...(sort && { order: textOfSort(sort) }),
    ...(group && { group: textOfField(group) }),
    ...(layout === 'board' && { layout }),
    ...(columns && { columns: textOfColumns(columns) }),
  }
}

/** What an address asks for within a view, as a saved view holds it. */
export function askedBy(within: TicketFilter, { filter, order, group, layout, columns }: ListSearch): Asked {
  const wanted = filterFrom(filter ?? '') ?? { match: 'all' as const, of: [] }
  const base = conditionsOf(within)
  const whole: FilterGroup =
    base.length === 0 ? wanted : { match: 'all', of: [...base, ...(wanted.match === 'all' ? wanted.of : [wanted])] }
  return {
    filter: whole,
    sort: sortFrom(order),
    group: groupFrom(group),
    layout: layout ?? 'list',
    columns: columnsFrom(columns),
  }
}

const UNRESOLVED: TicketStatus[] = ['open', 'pending', 'on_hold']

/** A built-in view's own filter, condition by condition. */
function conditionsOf({ status, assignee, team, tag }: TicketFilter): Filter[] {
  const statuses = status === 'unresolved' ? UNRESOLVED : status === 'all' || status === 'deleted' ? [] : [status]
  const asked = [
    { field: 'status' as const, value: statuses },
    { field: 'assignee' as const, value: assignee ? [assignee] : [] },
    { field: 'team' as const, value: team ? [team] : [] },
    { field: 'tag' as const, value: tag ? [tag] : [] },
  ]
  return asked.filter(({ value }) => value.length > 0).map((each) => ({ ...each, op: 'in' as const }))
}

/** Whether an address shows the view as it was saved. */
export function isAsSaved(view: Asked, search: ListSearch): boolean {
  const saved = searchOf(view)
  return (['filter', 'order', 'group', 'layout', 'columns'] as const).every((part) => saved[part] === search[part])
}
