import type { CustomField, FieldValue, GroupField, OwnField, Priority, Sort, TicketSummary } from '@tessera/api'
import { STATUSES, byAttention } from '@/shared/tickets/order'
import { idOfOwn, instantOf, isOwnField } from './filter'

export const SORTS = ['updated', 'created', 'due', 'priority', 'number', 'subject', 'requester'] as const
export const GROUPS = ['status', 'assignee', 'team', 'priority', 'due'] as const
export const DUE_GROUPS = ['overdue', 'today', 'tomorrow', 'week', 'later', 'none'] as const

export const isSort = (field: string): field is (typeof SORTS)[number] => (SORTS as readonly string[]).includes(field)

type Compare = (a: TicketSummary, b: TicketSummary) => number

export const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']

type Key = string | number | null

const SORT_KEYS: Record<(typeof SORTS)[number], (ticket: TicketSummary) => Key> = {
  updated: (ticket) => ticket.updated_at,
  created: (ticket) => ticket.created_at,
  due: (ticket) => ticket.due_at,
  // Ascending is from low to urgent.
  priority: (ticket) => -PRIORITIES.indexOf(ticket.priority),
  number: (ticket) => ticket.number,
  subject: (ticket) => ticket.subject.toLowerCase(),
  requester: (ticket) => (ticket.requester.name || ticket.requester.email).toLowerCase(),
}

/** The order of a list. What has no value comes last, whatever the direction; nor has what is none of `own`. */
export function compareBy(sort: Sort | null, own: readonly CustomField[] = []): Compare {
  if (!sort) return byAttention
  const key = isOwnField(sort.field) ? ownKey(sort.field, own) : SORT_KEYS[sort.field]
  const sign = sort.direction === 'asc' ? 1 : -1
  return (a, b) => byKey(key(a), key(b), sign) || byAttention(a, b)
}

/** Choices come in their own order, a box that is ticked after one that is not. */
function ownKey(field: OwnField, own: readonly CustomField[]): (ticket: TicketSummary) => Key {
  const defined = own.find((each) => each.id === idOfOwn(field) && !each.deleted)
  if (!defined) return () => null
  const places = new Map(defined.options.map((option, index) => [option.id, index]))
  const keyOf = (value: FieldValue | undefined): Key => {
    if (value === null || value === undefined || value === '') return null
    if (typeof value === 'boolean' || typeof value === 'number') return Number(value)
    if (Array.isArray(value))
      return value.length > 0 ? Math.min(...value.map((id) => places.get(id) ?? Infinity)) : null
    return places.size > 0 ? (places.get(value) ?? Infinity) : value.toLowerCase()
  }
  return ({ fields }) => keyOf(fields?.[defined.id])
}

function byKey(a: Key, b: Key, sign: number): number {
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
  if (isOwnField(group)) return ({ fields }) => String(fields?.[idOfOwn(group)] || 'none')
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
const FIXED_ORDER: Partial<Record<string, readonly string[]>> = {
  status: STATUSES,
  priority: PRIORITIES,
  due: DUE_GROUPS,
}

/** The order of groups; null if it follows from who there is. */
export function fixedOrder(group: GroupField, own: readonly CustomField[]): readonly string[] | null {
  if (!isOwnField(group)) return FIXED_ORDER[group] ?? null
  const field = own.find((each) => each.id === idOfOwn(group))
  return field?.type === 'checkbox' ? ['true'] : (field?.options.map((option) => option.id) ?? [])
}

/** Of the organization's own fields those with few values, of which a ticket has one. */
export const isGroupable = ({ type, deleted }: CustomField) => !deleted && (type === 'one_of' || type === 'checkbox')
