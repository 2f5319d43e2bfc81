import { expect, it } from 'vitest'
import { STATUSES } from '@/shared/tickets/order'
import { besideOf, columnAt, columnsOf } from './board-columns'

const groups = [
  { key: 'open', start: 0, count: 3 },
  { key: 'on_hold', start: 3, count: 1 },
]

it('has a column for every status, also where nothing stands', () => {
  const columns = columnsOf('status', groups, STATUSES)
  expect(columns.map(({ key, count }) => [key, count])).toEqual([
    ['open', 3],
    ['pending', 0],
    ['on_hold', 1],
    ['resolved', 0],
    ['closed', 0],
  ])
})

it('has a column for who may take a ticket, for who has one, and for nobody, who is last', () => {
  const held = [
    { key: 'bob', start: 0, count: 2 },
    { key: 'gone', start: 2, count: 1 },
  ]
  expect(columnsOf('assignee', held, ['me', 'bob']).map(({ key }) => key)).toEqual(['me', 'bob', 'gone', 'none'])
  expect(columnsOf('due', [{ key: 'none', start: 0, count: 1 }], []).map(({ key }) => key)).toEqual(['none'])
})

it('puts what cannot be in the view at the end, and only while it is empty', () => {
  const unresolved = (key: string) => !['resolved', 'closed'].includes(key)
  const outside = (found: typeof groups) =>
    columnsOf('status', found, ['closed', ...STATUSES.slice(0, 4)], unresolved)
      .filter((column) => column.outside)
      .map(({ key }) => key)
  expect(columnsOf('status', groups, ['closed', 'open'], unresolved).map(({ key }) => key)).toEqual([
    'open',
    'on_hold',
    'closed',
  ])
  expect(outside(groups)).toEqual(['closed', 'resolved'])
  expect(outside([...groups, { key: 'resolved', start: 4, count: 1 }])).toEqual(['closed'])
})

it('goes sideways over empty columns, to the same height or to the last card', () => {
  const columns = columnsOf('status', groups, [])
  expect(columnAt(columns, 2)).toBe(0)
  expect(besideOf(columns, 2, 1)).toBe(3)
  expect(besideOf(columns, 3, -1)).toBe(0)
  expect(besideOf(columns, 3, 1)).toBeUndefined()
})
