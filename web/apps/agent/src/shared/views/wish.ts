import type { CustomField, GroupField, TicketStatus } from '@tessera/api'
import type { TicketChange } from '@/shared/replica/queue'
import { STATUSES } from '@/shared/tickets/order'
import { PRIORITIES } from './arrange'
import { type Condition, type FilterGroup, idOfOwn, isOwnField } from './filter'

/** What a ticket becomes in a group. Null: nobody can make it so. */
export function wishOfGroup(by: GroupField, key: string, own: readonly CustomField[]): TicketChange | null {
  return by === 'due' ? null : wishOf(by, key, own)
}

/** What a ticket has to become to be in a view, as far as the view says just one thing of a field. Null: it says none. */
export function wishOfFilter({ match, of }: FilterGroup, me: string, own: readonly CustomField[]): TicketChange | null {
  if (match !== 'all') return null
  const wishes = of.flatMap((part) => ('match' in part ? [] : (wishOfCondition(part, me, own) ?? [])))
  if (wishes.length === 0) return null
  const fields = wishes.map((wish) => wish.fields).filter(Boolean)
  const change = Object.assign({}, ...wishes) as TicketChange
  return fields.length > 0 ? { ...change, fields: Object.assign({}, ...fields) as TicketChange['fields'] } : change
}

function wishOfCondition(asked: Condition, me: string, own: readonly CustomField[]): TicketChange | null {
  if (asked.op !== 'in' || asked.value.length !== 1) return null
  const value = asked.value[0]!
  return wishOf(asked.field, value === 'me' ? me : value, own)
}

function wishOf(field: string, value: string, own: readonly CustomField[]): TicketChange | null {
  const held = value === 'none' ? null : value
  if (isOwnField(field)) return wishOfOwn(idOfOwn(field), held, own)
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

/** A field that is there and that one may fill in gets the value; one that holds several would lose the others. */
function wishOfOwn(id: string, value: string | null, own: readonly CustomField[]): TicketChange | null {
  const field = own.find((each) => each.id === id && !each.deleted && each.editable)
  if (field?.type === 'checkbox') return { fields: { [id]: value === 'true' } }
  if (field?.type !== 'one_of') return null
  const offered = value === null || field.options.some((option) => option.id === value && !option.archived)
  return offered ? { fields: { [id]: value } } : null
}
