import { expect, it } from 'vitest'
import { VIEWS } from '@/shared/tickets/views'
import { askedBy, isAsSaved, searchOf } from './asked'

const search = {
  filter: 'priority:high,urgent due.before:tomorrow',
  order: '-created',
  group: 'team' as const,
  columns: 'number,due,own-a',
}

it('a view that is saved and opened asks for the same', () => {
  const asked = askedBy(VIEWS.all, search)
  expect(searchOf(asked)).toEqual(search)
  expect(isAsSaved(asked, search)).toBe(true)
  expect(isAsSaved(asked, { ...search, order: 'due' })).toBe(false)
  expect(isAsSaved(asked, {})).toBe(false)
})

it('takes along what the view around it asks for', () => {
  expect(searchOf(askedBy(VIEWS.unassigned, search)).filter).toBe(
    'status:open,pending,on_hold assignee:none priority:high,urgent due.before:tomorrow',
  )
  expect(searchOf(askedBy({ status: 'unresolved', tag: 'vip' }, {})).filter).toBe('status:open,pending,on_hold tag:vip')
  expect(searchOf(askedBy(VIEWS.closed, { filter: 'any(assignee:me follower:me)' })).filter).toBe(
    'status:closed any(assignee:me follower:me)',
  )
})
