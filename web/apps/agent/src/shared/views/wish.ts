import type { TicketStatus } from '@tessera/api'
import type { TicketChange } from '@/shared/replica/queue'
import { STATUSES } from '@/shared/tickets/order'
import { type GroupField, PRIORITIES } from './arrange'
import type { Condition, FilterGroup } from './filter'

/** What a ticket becomes in a group. Null: nobody can make it so. */
export function wishOfGroup(by: GroupField, key: string): TicketChange | null {
  return by === 'due' ? null : wishOf(by, key)
}

/** What a ticket has to become to be in a view, as far as the view says just one thing of a field. Null: it says none. */
export function wishOfFilter({ match, of }: FilterGroup, me: string): TicketChange | null {
  if (match !== 'all') return null
  const wishes = of.flatMap((part) => ('match' in part ? [] : (wishOfCondition(part, me) ?? [])))
  return wishes.length > 0 ? (Object.assign({}, ...wishes) as TicketChange) : null
}

function wishOfCondition(asked: Condition, me: string): TicketChange | null {
  if (asked.op !== 'in' || asked.value.length !== 1) return null
  const value = asked.value[0]!
  return wishOf(asked.field, value === 'me' ? me : value)
}

function wishOf(field: string, value: string): TicketChange | null {
  const held = value === 'none' ? null : value
  switch (field) {
    case 'status':
      return STATUSES.includes(value as TicketStatus) ? { status: value as TicketStatus } : { status_id: value }
    case 'priority':
      return PRIORITIES.includes(value as 'low') ? { priority: value as 'low' } : null
    case 'assignee':
      return { assignee_id: held }
    case 'team':
      return { team_id: held }
    case 'type':
      return { type: held as 'question' | null }
    case 'tag':
      return held ? { add_tags: [held] } : null
    default:
      return null
  }
}
