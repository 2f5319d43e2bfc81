import { describe, expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { aField } from '@/testing/fake-catalogue'
import { addressOf, readListSearch, sortFrom } from './address'
import { compareBy, compareGrouped, fixedOrder, groupKey } from './arrange'
import { type Condition, type Filter, type FilterGroup, compile, followsTime, instantOf } from './filter'
import { filterFrom, textOf } from './filter-text'

const NOW = new Date(2026, 4, 4, 12).getTime()
const at = (ms: number) => new Date(NOW + ms).toISOString()
const HOUR = 3_600_000
const TAGS: Record<string, string[]> = { invoices: ['invoices', 'billing'], billing: ['invoices', 'billing'], gone: [] }
const tagNames = (tag: string) => TAGS[tag] ?? [tag]
const finds = (filter: Filter, ticket = aTicket()) => compile(filter, { me: 'i', now: NOW, tagNames })(ticket)

describe('a condition', () => {
  it.each<[string, Condition, Parameters<typeof aTicket>[0], boolean]>([
    ['one of', { field: 'status', op: 'in', value: ['open', 'pending'] }, { status: 'pending' }, true],
    [
      'an own status',
      { field: 'status', op: 'in', value: ['waiting'] },
      { status: 'pending', status_id: 'waiting' },
      true,
    ],
    ['me', { field: 'assignee', op: 'in', value: ['me'] }, { assignee_id: 'i' }, true],
    ['me is nobody else', { field: 'assignee', op: 'in', value: ['me'] }, { assignee_id: 'you' }, false],
    ['none', { field: 'assignee', op: 'in', value: ['none'] }, {}, true],
    ['none for a ticket with tags', { field: 'tag', op: 'in', value: ['none'] }, { tags: ['vip'] }, false],
    ['not one of many', { field: 'tag', op: 'not_in', value: ['vip'] }, { tags: ['eu', 'vip'] }, false],
    ['a tag by its name of before', { field: 'tag', op: 'in', value: ['billing'] }, { tags: ['invoices'] }, true],
    ['a ticket that has that name', { field: 'tag', op: 'in', value: ['invoices'] }, { tags: ['billing'] }, true],
    ['not a renamed tag', { field: 'tag', op: 'not_in', value: ['billing'] }, { tags: ['invoices'] }, false],
    ['none beside a deleted tag', { field: 'tag', op: 'in', value: ['none'] }, { tags: ['gone'] }, true],
    ['a word of the subject', { field: 'subject', op: 'contains', value: 'INVOICE' }, {}, true],
    ['overdue', { field: 'due', op: 'before', value: '+0m' }, { due_at: at(-1) }, true],
    ['no due time is not before anything', { field: 'due', op: 'before', value: '+7d' }, {}, false],
    [
      'today is from midnight here',
      { field: 'created', op: 'after', value: 'today' },
      { created_at: at(-11 * HOUR) },
      true,
    ],
    ['yesterday', { field: 'created', op: 'after', value: 'today' }, { created_at: at(-13 * HOUR) }, false],
    ['set', { field: 'due', op: 'set' }, {}, false],
    ['unset', { field: 'type', op: 'unset' }, {}, true],
    ['an own field', { field: 'fields.p', op: 'in', value: ['x', 'y'] }, { fields: { p: ['y', 'z'] } }, true],
    ['a ticked own field', { field: 'fields.p', op: 'in', value: ['true'] }, { fields: { p: true } }, true],
    ['an own field that is empty', { field: 'fields.p', op: 'set' }, { fields: { p: '' } }, false],
    ['a word of an own field', { field: 'fields.p', op: 'contains', value: 'KET' }, { fields: { p: 'Kettle' } }, true],
    ['more than', { field: 'fields.p', op: 'after', value: '99.5' }, { fields: { p: 100 } }, true],
    ['a number that is not there is not less', { field: 'fields.p', op: 'before', value: '9' }, {}, false],
    ['a day', { field: 'fields.p', op: 'before', value: 'today' }, { fields: { p: '2026-05-03' } }, true],
    [
      'today is not before today',
      { field: 'fields.p', op: 'before', value: 'today' },
      { fields: { p: '2026-05-04' } },
      false,
    ],
  ])('%s', (_, filter, fields, found) => {
    expect(finds(filter, aTicket(fields))).toBe(found)
  })
  it('follows time unless it names an instant', () => {
    expect(followsTime({ match: 'any', of: [{ field: 'due', op: 'before', value: 'today' }] })).toBe(true)
    expect(followsTime({ field: 'due', op: 'before', value: '2026-05-04T00:00:00Z' })).toBe(false)
    expect(instantOf('-1w', NOW)).toBe(NOW - 7 * 24 * HOUR)
  })
})

/** Filters of every shape, the same at every run. */
function* random(count: number): Generator<FilterGroup> {
  let seed = 7
  const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  const conditions: (() => Condition)[] = [
    () => ({ field: 'status', op: next(2) ? 'in' : 'not_in', value: ['open', 'pending'].slice(0, 1 + next(2)) }),
    () => ({ field: 'tag', op: 'in', value: [['vip', 'a b', 'q"(,)', 'größe:x', '-x'][next(5)]!] }),
    () => ({ field: 'due', op: next(2) ? 'before' : 'after', value: ['-7d', 'today', '+2h'][next(3)]! }),
    () => ({ field: 'subject', op: 'contains', value: ['Invoice', 'any(x', ''][next(2)]! }),
    () => ({ field: 'team', op: next(2) ? 'set' : 'unset' }),
    () => ({ field: `fields.${'0196a-b7'.slice(next(4))}`, op: next(2) ? 'in' : 'not_in', value: ['a b', '1'] }),
    () => ({ field: 'fields.0196a', op: next(2) ? 'before' : 'after', value: ['-7d', '12.5'][next(2)]! }),
    () => ({ field: 'fields.0196a', op: 'contains', value: 'x' }),
  ]
  const group = (depth: number): FilterGroup => ({
    match: depth === 0 ? 'all' : (['all', 'any', 'none'] as const)[next(3)]!,
    of: Array.from({ length: next(4) }, () => (depth < 2 && !next(3) ? group(depth + 1) : conditions[next(5)]!())),
  })
  for (let made = 0; made < count; made++) yield group(0)
}

/** What the words say, without compiling. */
function holds(filter: Filter, ticket: ReturnType<typeof aTicket>): boolean {
  if (!('match' in filter)) return finds(filter, ticket)
  const held = filter.of.filter((each) => holds(each, ticket)).length
  return filter.match === 'all' ? held === filter.of.length : filter.match === 'any' ? held > 0 : held === 0
}

describe('any filter', () => {
  const tickets = [
    aTicket({ tags: ['vip'], due_at: at(HOUR) }),
    aTicket({ status: 'pending', team_id: 'a', tags: ['a b'], due_at: at(-HOUR * 24 * 9) }),
    aTicket({ status: 'closed', subject: 'any(x' }),
  ]
  it('is read from an address as it was written, and finds what it says', () => {
    for (const filter of random(300)) {
      expect(filterFrom(textOf(filter))).toEqual(filter)
      for (const ticket of tickets) expect(finds(filter, ticket)).toBe(holds(filter, ticket))
    }
  })
  it.each(['status', 'status.before:x', 'due:today', 'any(status:open', ')', 'due.before:soon', '((', 'colour:red'])(
    'that cannot be read is none: %s',
    (text) => {
      expect(filterFrom(text)).toBeNull()
    },
  )
})

it('a day begins where one is, for moments and for fields that hold days', () => {
  expect(instantOf('2026-10-01', NOW)).toBe(new Date(2026, 9, 1).getTime())
  const held = aTicket({ fields: { bought: '2026-10-01' } })
  expect(finds({ field: 'fields.bought', op: 'after', value: '2026-10-01' }, held)).toBe(true)
  expect(finds({ field: 'fields.bought', op: 'before', value: '2026-10-01' }, held)).toBe(false)
})

describe('order and groups', () => {
  const ids = (tickets: { id: string }[]) => tickets.map((ticket) => ticket.id).join('')
  const list = [
    aTicket({ id: 'a', priority: 'low', due_at: null }),
    aTicket({ id: 'b', priority: 'urgent', due_at: at(HOUR), assignee_id: 'z' }),
    aTicket({ id: 'c', priority: 'high', due_at: at(-HOUR), assignee_id: 'gone' }),
  ]
  it.each([
    ['due', 'cba'],
    ['-due', 'bca'],
    ['-priority', 'bca'],
    ['priority', 'acb'],
  ])('%s', (sort, order) => {
    expect(ids(list.toSorted(compareBy(sortFrom(sort))))).toBe(order)
  })
  it('puts what own fields hold in order: choices as they are listed, numbers as numbers, nothing last', () => {
    const own = [
      aField({
        id: 'size',
        type: 'one_of',
        options: ['small', 'large'].map((id) => ({ id, label: id, archived: false })),
      }),
      aField({ id: 'weight', type: 'number' }),
      aField({ id: 'serial', type: 'text' }),
    ]
    const held = [
      aTicket({ id: 'a', fields: { size: 'large', weight: 9, serial: 'B' } }),
      aTicket({ id: 'b', fields: { size: 'small', weight: 10, serial: 'a' } }),
      aTicket({ id: 'c', fields: {} }),
    ]
    const order = (sort: string) => ids(held.toSorted(compareBy(sortFrom(sort), own)))
    expect([order('own-size'), order('-own-size')]).toEqual(['bac', 'abc'])
    expect([order('own-weight'), order('-own-weight')]).toEqual(['abc', 'bac'])
    expect([order('own-serial'), order('-own-serial')]).toEqual(['bac', 'abc'])
    expect(held.map(groupKey('fields.size', NOW))).toEqual(['large', 'small', 'none'])
    expect(fixedOrder('fields.size', own)).toEqual(['small', 'large'])
    expect(order('own-deleted')).toBe(ids(held.toSorted(compareBy(null))))
  })
  it('puts whom it does not know after the others, and nobody last', () => {
    const compare = compareGrouped(groupKey('assignee', NOW), ['z'], compareBy(null))
    expect(ids(list.toSorted(compare))).toBe('bca')
  })
  it('groups by when it is due', () => {
    expect(list.map(groupKey('due', NOW))).toEqual(['none', 'today', 'overdue'])
  })
})

it('an address keeps what it knows', () => {
  const search = { filter: 'status:open,pending', order: '-due', group: 'team', other: 1 }
  expect(addressOf(readListSearch(search))).toBe('?filter=status:open,pending&order=-due&group=team')
  const own = { order: '-own-0f-a', group: 'own-0f-b' }
  expect(readListSearch(own)).toEqual(own)
  expect(sortFrom(own.order)).toEqual({ field: 'fields.0f-a', direction: 'desc' })
  expect(readListSearch({ filter: 3, order: 'colour', group: 'x' })).toEqual({})
})
