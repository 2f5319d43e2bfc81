import type { GroupField } from '@tessera/api'
import { STATUSES } from '@/shared/tickets/order'
import type { Condition, Filter } from './filter'

/** Whether a ticket of this view may have a value in a field, as far as the view's filter says so. */
export function mayHave(filter: Filter, field: GroupField, me: string): (key: string) => boolean {
  const parts = sureOf(filter).flatMap((part) => (part.field === field ? allowedBy(part, me) : []))
  return (key) => parts.every((allows) => allows(key))
}

/** What holds of every ticket that is found. */
function sureOf(filter: Filter): Condition[] {
  if (!('match' in filter)) return [filter]
  return filter.match === 'all' || (filter.match === 'any' && filter.of.length === 1) ? filter.of.flatMap(sureOf) : []
}

type Allows = (key: string) => boolean

function allowedBy(asked: Condition, me: string): Allows[] {
  switch (asked.op) {
    case 'in': {
      const wanted = asked.value.map((value) => (value === 'me' ? me : value))
      // An organization's own status stands in one of the categories, and does not say in which.
      const vague = asked.field === 'status' && wanted.some((value) => !STATUSES.includes(value as 'open'))
      return vague ? [] : [(key) => wanted.includes(key)]
    }
    case 'not_in':
      return [(key) => !asked.value.some((value) => (value === 'me' ? me : value) === key)]
    case 'set':
      return [(key) => key !== 'none']
    case 'unset':
      return [(key) => key === 'none']
    default:
      return []
  }
}
