import { expect, it } from 'vitest'
import { STATUSES } from '@/shared/tickets/order'
import type { Filter } from './filter'
import { mayHave } from './possible'

const statusesOf = (filter: Filter) => STATUSES.filter(mayHave(filter, 'status', 'me-id'))
const is = (...value: string[]): Filter => ({ field: 'status', op: 'in', value })

it('knows what a view says of a field, also within groups', () => {
  expect(statusesOf({ match: 'all', of: [is('open', 'pending')] })).toEqual(['open', 'pending'])
  expect(statusesOf({ match: 'all', of: [{ match: 'all', of: [is('closed')] }] })).toEqual(['closed'])
  expect(statusesOf({ match: 'all', of: [{ field: 'status', op: 'not_in', value: ['closed'] }] })).not.toContain(
    'closed',
  )
})

it('rules nothing out that it is not sure of', () => {
  expect(statusesOf({ match: 'all', of: [] })).toEqual(STATUSES)
  expect(statusesOf({ match: 'any', of: [is('open'), { field: 'tag', op: 'in', value: ['x'] }] })).toEqual(STATUSES)
  expect(statusesOf({ match: 'none', of: [is('open')] })).toEqual(STATUSES)
  expect(statusesOf(is('own-status-id'))).toEqual(STATUSES)
})

it('knows oneself, and nobody', () => {
  const of = (filter: Filter) => ['me-id', 'bob', 'none'].filter(mayHave(filter, 'assignee', 'me-id'))
  expect(of({ field: 'assignee', op: 'in', value: ['me', 'none'] })).toEqual(['me-id', 'none'])
  expect(of({ field: 'assignee', op: 'set' })).toEqual(['me-id', 'bob'])
  expect(of({ field: 'assignee', op: 'unset' })).toEqual(['none'])
})
