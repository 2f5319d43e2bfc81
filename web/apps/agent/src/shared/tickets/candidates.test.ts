import { expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { candidates } from './candidates'

const other = { id: 'other', name: 'Jonas', email: 'jonas@weber.test' }
const made = (number: number, rest: Parameters<typeof aTicket>[0] = {}) =>
  aTicket({ id: `t${number}`, number, requester: other, ...rest })
const mine = aTicket().requester
const ticket = aTicket({ id: 't50', number: 50 })
const held = [
  made(1),
  made(2, { updated_at: '2026-05-03T10:00:00.000Z' }),
  made(3, { requester: mine, updated_at: '2026-05-09T10:00:00.000Z' }),
  made(4, { requester: mine, created_at: '2026-05-02T10:00:00.000Z' }),
  made(5, { updated_at: '2026-05-04T10:00:00.000Z' }),
  made(6, { updated_at: '2026-05-08T10:00:00.000Z', deleted_at: '2026-05-08T10:00:00.000Z' }),
  made(12, { updated_at: '2026-05-02T10:00:00.000Z' }),
  made(120, { updated_at: '2026-05-02T11:00:00.000Z' }),
  ticket,
]
const numbers = (query: string, numbered: typeof held = []) =>
  candidates(ticket, query, numbered, held).map(({ number }) => number)

it('offers the same person’s tickets, the newest first, then those in which something happened lately', () => {
  expect(numbers('')).toEqual([4, 3, 5, 2, 120, 12])
})
it('puts the number that was typed first', () => {
  expect(numbers('12')).toEqual([12, 120])
  expect(numbers('#700', [made(700)])).toEqual([700])
})
it('puts what has all that was typed before another one of the same person', () => {
  const two = [made(205, { subject: 'Keyboard 3', requester: mine }), made(7, { subject: 'Keyboard 2' })]
  expect(candidates(ticket, 'keyboard 2', [], two).map(({ number }) => number)).toEqual([7, 205])
})
