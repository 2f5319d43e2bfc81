import type { Priority, TicketSummary } from '@tessera/api'
import { STATUSES, byAttention } from '@/shared/tickets/order'
import { instantOf } from './filter'

export const SORTS = ['updated', 'created', 'due', 'priority', 'number', 'subject', 'requester'] as const
export const GROUPS = ['status', 'assignee', 'team', 'priority', 'due'] as const
export const DUE_GROUPS = ['overdue', 'today', 'tomorrow', 'week', 'later', 'none'] as const
export type SortField = (typeof SORTS)[number]
export type GroupField = (typeof GROUPS)[number]

export interface Sort {
  field: SortField
  direction: 'asc' | 'desc'
}

type Compare = (a: TicketSummary, b: TicketSummary) => number

export const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']

const SORT_KEYS: Record<SortField, (ticket: TicketSummary) => string | number | null> = {
  updated: (ticket) => ticket.updated_at,
  created: (ticket) => ticket.created_at,
  due: (ticket) => ticket.due_at,
  // Ascending is from low to urgent.
  priority: (ticket) => -PRIORITIES.indexOf(ticket.priority),
  number: (ticket) => ticket.number,
  subject: (ticket) => ticket.subject.toLowerCase(),
  requester: (ticket) => (ticket.requester.name || ticket.requester.email).toLowerCase(),
}

/** The order of a list. What has no value comes last, whatever the direction. */
export function compareBy(sort: Sort | null): Compare {
  if (!sort) return byAttention
  const key = SORT_KEYS[sort.field]
  const sign = sort.direction === 'asc' ? 1 : -1
  return (a, b) => byKey(key(a), key(b), sign) || byAttention(a, b)
}

function byKey(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -sign : sign
}

/** The group that a ticket stands in, by its key. Who has nobody, and nothing, is in `none`. */
export function groupKey(group: GroupField, now: number): (ticket: TicketSummary) => string {
  if (group === 'status') return (ticket) => ticket.status
  if (group === 'priority') return (ticket) => ticket.priority
  if (group === 'assignee') return (ticket) => ticket.assignee_id ?? 'none'
  if (group === 'team') return (ticket) => ticket.team_id ?? 'none'
  const today = instantOf('today', now)
  const tomorrow = instantOf('tomorrow', now)
  const after = instantOf('tomorrow', tomorrow)
  const ends = [now, tomorrow, after, instantOf('+1w', today)]
  return ({ due_at }) => {
    if (!due_at) return 'none'
    const due = Date.parse(due_at)
    const at = ends.findIndex((end) => due < end)
    return DUE_GROUPS[at < 0 ? 4 : at]!
  }
}

/** The groups one after the other as `order` has them, what it does not know after them, `none` last. */
export function compareGrouped(
  keyOf: (ticket: TicketSummary) => string,
  order: readonly string[],
  within: Compare,
): Compare {
  const ranks = new Map(order.map((key, index) => [key, index]))
  const rank = (key: string) => (key === 'none' ? Infinity : (ranks.get(key) ?? order.length))
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)]
    if (one === other) return within(a, b)
    const [first, second] = [rank(one), rank(other)]
    return first === second ? (one < other ? -1 : 1) : first < second ? -1 : 1
  }
}

/** The order of groups that do not depend on who there is. */
export const FIXED_ORDER: Partial<Record<GroupField, readonly string[]>> = {
  status: STATUSES,
  priority: PRIORITIES,
  due: DUE_GROUPS,
}
