import type { TicketPage, TicketSummary } from '@tessera/api'
import { describe, expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { byAttention } from './order'
import { placeTicket } from './pages'
import { filterOf, matches } from './views'

const at = (minute: number) => `2026-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`
const ticket = (id: string, minute: number, rest: Partial<TicketSummary> = {}) =>
  aTicket({ id, updated_at: at(minute), ...rest })
const page = (items: TicketSummary[], next_cursor: string | null = null): TicketPage => ({ items, next_cursor })
const ids = (pages: TicketPage[]) => pages.map((each) => each.items.map((item) => item.id).join(''))

describe('the order of a list', () => {
  it('is open, pending, on hold, resolved, closed, and the latest change first within each', () => {
    const tickets = [
      ticket('a', 1, { status: 'closed' }),
      ticket('b', 2, { status: 'pending' }),
      ticket('c', 3, { status: 'open' }),
      ticket('d', 4, { status: 'open' }),
      ticket('e', 5, { status: 'on_hold' }),
    ]
    expect(tickets.toSorted(byAttention).map((each) => each.id)).toEqual(['d', 'c', 'b', 'e', 'a'])
  })
})

describe('placing a changed ticket', () => {
  const pages = [page([ticket('d', 40), ticket('c', 30)], 'more'), page([ticket('b', 20), ticket('a', 10)], 'more')]

  it('moves it to the top when it was changed last', () => {
    expect(ids(placeTicket(pages, ticket('a', 50), true))).toEqual(['adc', 'b'])
  })
  it('adds one that was not there', () => {
    expect(ids(placeTicket(pages, ticket('x', 25), true))).toEqual(['dc', 'xba'])
  })
  it('takes out one that no longer belongs', () => {
    expect(ids(placeTicket(pages, ticket('c', 50, { status: 'closed' }), false))).toEqual(['d', 'ba'])
  })
  it('leaves one that sorts after everything loaded to the page that is still to come', () => {
    expect(ids(placeTicket(pages, ticket('x', 1), true))).toEqual(['dc', 'ba'])
  })
  it('appends it when there are no further pages', () => {
    expect(ids(placeTicket([page([ticket('a', 10)])], ticket('x', 1), true))).toEqual(['ax'])
  })
  it('fills an empty list', () => {
    expect(ids(placeTicket([page([])], ticket('x', 1), true))).toEqual(['x'])
  })
  it('keeps the very same pages when nothing changes, so that nothing is drawn again', () => {
    expect(placeTicket(pages, ticket('x', 50), false)).toBe(pages)
  })
})

const tagged = (...tags: string[]) => tags

describe('what a view shows', () => {
  const me = 'me-id'
  const shows = (view: string, rest: Partial<TicketSummary>) => matches(filterOf(view)!, ticket('t', 1, rest), me)

  it.each([
    ['my-open', { assignee_id: me }, true],
    ['my-open', { assignee_id: me, status: 'pending' }, false],
    ['my-open', { assignee_id: null }, false],
    ['unassigned', { assignee_id: null, status: 'on_hold' }, true],
    ['unassigned', { assignee_id: me }, false],
    ['unresolved', { status: 'resolved' }, false],
    ['unresolved', { deleted_at: at(2) }, false],
    ['deleted', { deleted_at: at(2) }, true],
    ['unresolved', { merged_into: 'another' }, false],
    ['tag-vip', { tags: tagged('eu', 'vip') }, true],
    ['tag-vip', { tags: tagged('eu') }, false],
    ['team-t1', { team_id: 't1' }, true],
    ['team-t1', { team_id: null }, false],
  ] as const)('%s and %j: %s', (view, rest, expected) => {
    expect(shows(view, rest)).toBe(expected)
  })

  it('knows no other view', () => {
    expect(filterOf('nonsense')).toBeNull()
  })
})
