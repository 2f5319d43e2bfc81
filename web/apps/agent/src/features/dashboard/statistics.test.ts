import type { TicketSummary } from '@tessera/api'
import { expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { type Scope, midnight, statisticsOf } from './statistics'

const HOUR = 3_600_000
const NOW = new Date(2026, 10, 18, 12).getTime()
const SCOPE: Scope = { me: 'ada', now: NOW, days: 7, team: null }
const ago = (hours: number) => new Date(NOW - hours * HOUR).toISOString()

let made = 0
const ticket = (rest: Partial<TicketSummary>) => aTicket({ id: `t${++made}`, created_at: ago(2), ...rest })
const of = (tickets: TicketSummary[], scope: Partial<Scope> = {}) => statisticsOf(tickets, { ...SCOPE, ...scope })

it('counts my work by what it asks of me', () => {
  const { mine } = of([
    ticket({ assignee_id: 'ada', due_at: ago(1) }),
    ticket({ assignee_id: 'ada', due_at: ago(-3), last_message_by: 'agent' }),
    ticket({ assignee_id: 'ada', due_at: ago(-30), last_message_by: 'agent' }),
    ticket({ assignee_id: 'ada', status: 'resolved' }),
    ticket({ assignee_id: 'bob' }),
  ])
  expect(mine).toEqual({ open: 3, waiting: 1, dueToday: 1, overdue: 1 })
})

it('has what is due soonest first, and leaves out what is far', () => {
  const { due } = of([
    ticket({ subject: 'tomorrow', due_at: ago(-20) }),
    ticket({ subject: 'late', due_at: ago(50) }),
    ticket({ subject: 'far', due_at: ago(-200) }),
    ticket({ subject: 'done', due_at: ago(60), status: 'closed' }),
  ])
  expect(due.tickets.map(({ subject }) => subject)).toEqual(['late', 'tomorrow'])
  expect([due.overdue, due.today]).toEqual([1, 0])
})

it('says who has how much, and what nobody has', () => {
  const { agents, teams } = of([
    ticket({ assignee_id: 'bob', team_id: 'one' }),
    ticket({ assignee_id: 'bob', due_at: ago(1) }),
    ticket({ assignee_id: null }),
    ticket({ assignee_id: 'ada', status: 'closed' }),
  ])
  expect(agents).toEqual([
    { id: 'bob', open: 2, overdue: 1 },
    { id: null, open: 1, overdue: 0 },
  ])
  expect(teams.map(({ id, open }) => [id, open])).toEqual([
    [null, 2],
    ['one', 1],
  ])
})

it('counts by the days of the calendar, and the days before them for comparison', () => {
  const { spans, created, resolved } = of([
    ticket({ created_at: ago(1) }),
    ticket({ created_at: ago(13), resolved_at: ago(1), status: 'closed' }),
    ticket({ created_at: ago(6 * 24), resolved_at: ago(8 * 24), status: 'closed' }),
    ticket({ created_at: ago(7 * 24) }),
    ticket({ created_at: ago(30 * 24) }),
  ])
  expect(spans.map((span) => span.created)).toEqual([1, 0, 0, 0, 0, 1, 1])
  expect(spans.map((span) => span.resolved)).toEqual([0, 0, 0, 0, 0, 0, 1])
  expect(created).toEqual({ count: 3, before: 1 })
  expect(resolved).toEqual({ count: 1, before: 1 })
})

it('puts a quarter into weeks that hold every day of it once', () => {
  const { spans } = of([], { days: 90 })
  expect(spans).toHaveLength(13)
  expect(spans[0]!.start).toBe(midnight(NOW, -89))
  expect(spans.at(-1)!.end).toBe(midnight(NOW, 1))
  spans.slice(1).forEach((span, at) => expect(span.start).toBe(spans[at]!.end))
})

it('measures the way to the first answer and to the end', () => {
  const answered = (hours: number) => ticket({ created_at: ago(24), first_reply_at: ago(24 - hours) })
  const wroteFirst = ticket({ created_at: ago(5), first_reply_at: ago(5) })
  const earlier = ticket({
    created_at: ago(9 * 24),
    first_reply_at: ago(9 * 24 - 6),
    resolved_at: ago(20),
    status: 'closed',
  })
  const { firstReply, resolution, unanswered } = of([
    ...[1, 2, 3, 4, 20].map(answered),
    wroteFirst,
    earlier,
    ticket({}),
  ])
  expect(firstReply).toEqual({ count: 5, median: 3 * HOUR, slowest: 20 * HOUR, before: 6 * HOUR })
  expect(resolution).toEqual({ count: 1, median: (9 * 24 - 20) * HOUR, slowest: (9 * 24 - 20) * HOUR, before: null })
  expect(unanswered).toBe(1)
})

it('is of one team where that is asked, and never of what is gone', () => {
  const all = [
    ticket({ team_id: 'one', channel: 'web' }),
    ticket({ team_id: 'two' }),
    ticket({ team_id: 'one', deleted_at: ago(1) }),
    ticket({ team_id: 'one', merged_into: 'other' }),
  ]
  expect(of(all, { team: 'one' }).channels).toEqual([{ channel: 'web', count: 1 }])
  expect(of(all, { team: 'none' }).created.count).toBe(0)
})
