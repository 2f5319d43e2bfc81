import type { TicketSummary } from '@tessera/api'
import { expect, it } from 'vitest'
import { ticketsMatching } from './tickets-matching'

const ticket = (number: number, subject: string, rest: Partial<TicketSummary> = {}) =>
  ({
    id: String(number),
    number,
    subject,
    requester: { name: 'Ada', email: 'ada@customer.test' },
    ...rest,
  }) as TicketSummary

const found = (query: string, ...held: TicketSummary[]) => ticketsMatching(held, query).map(({ number }) => number)

it('puts first where each typed word begins one, and before that what has all of it', () => {
  const held = [ticket(1, 'Urgent overdue'), ticket(2, 'No steam'), ticket(3, '(Due tomorrow)')]
  expect(found('keyboard 2', ticket(21, 'Keyboard 3'), ticket(5, 'Keyboard 2'))).toEqual([5, 21])
  expect(found('due tom', ...held)).toEqual([3, 1])
  expect(found('DUE', ...held)).toEqual([3, 1])
  expect(found('#3', ...held)).toEqual([3])
})

it('does not miss the best behind many that fit less', () => {
  const many = Array.from({ length: 20 }, (_, at) => ticket(100 + at, 'Overdue'))
  expect(found('due', ...many, ticket(7, 'Due now'))).toEqual([7, 100, 101, 102, 103, 104])
})

it('knows no deleted and no merged ones', () => {
  const gone = [ticket(1, 'Due', { deleted_at: '2026-01-01T00:00:00Z' }), ticket(2, 'Due', { merged_into: 'x' })]
  expect(found('due', ...gone)).toEqual([])
})
