import type { TicketSummary } from '@tessera/api'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MOST_DUE = 6

export const RANGES = [7, 30, 90] as const
export type Range = (typeof RANGES)[number]

export interface Scope {
  me: string
  /** Milliseconds. */
  now: number
  /** Today and the days before it, so many in all. */
  days: Range
  /** Of one team only. */
  team: string | null
}

/** What came in and what was done between two midnights; `end` is the midnight after the last day. */
export interface Span {
  start: number
  end: number
  created: number
  resolved: number
}

/** Lengths of time in milliseconds; null where there was nothing to measure. `before`: the same in the days before. */
export interface Length {
  count: number
  median: number | null
  /** Nine of ten took at most this long. */
  slowest: number | null
  before: number | null
}

export interface Load {
  /** Null: nobody. */
  id: string | null
  open: number
  overdue: number
}

export interface Statistics {
  mine: { open: number; waiting: number; dueToday: number; overdue: number }
  /** Unresolved, the most urgent first, with how many there are in all. */
  due: { tickets: TicketSummary[]; overdue: number; today: number }
  agents: Load[]
  teams: Load[]
  spans: Span[]
  created: { count: number; before: number }
  resolved: { count: number; before: number }
  firstReply: Length
  /** Unresolved, and no agent answered yet. */
  unanswered: number
  resolution: Length
  channels: { channel: TicketSummary['channel']; count: number }[]
}

/** All numbers of the dashboard, in one pass over the tickets. */
export function statisticsOf(tickets: Iterable<TicketSummary>, scope: Scope): Statistics {
  const { now, days, team } = scope
  const spans = spansOf(now, days)
  const start = spans[0]!.start
  const before = midnight(now, 1 - 2 * days)
  const tomorrow = midnight(now, 1)
  const counts = { created: 0, createdBefore: 0, resolved: 0, resolvedBefore: 0, unanswered: 0 }
  const mine = { open: 0, waiting: 0, dueToday: 0, overdue: 0 }
  const due: { at: number; ticket: TicketSummary }[] = []
  const agents = new Map<string | null, Load>()
  const teams = new Map<string | null, Load>()
  const channels = new Map<TicketSummary['channel'], number>()
  const replies = { now: [] as number[], before: [] as number[] }
  const resolutions = { now: [] as number[], before: [] as number[] }

  for (const ticket of tickets) {
    if (ticket.deleted_at || ticket.merged_into) continue
    if (team && (ticket.team_id ?? 'none') !== team) continue
    const created = Date.parse(ticket.created_at)
    if (created >= start) {
      counts.created += 1
      channels.set(ticket.channel, (channels.get(ticket.channel) ?? 0) + 1)
      count(spans, created, 'created')
    } else if (created >= before) counts.createdBefore += 1
    const resolved = ticket.resolved_at ? Date.parse(ticket.resolved_at) : NaN
    if (resolved >= start) {
      counts.resolved += 1
      count(spans, resolved, 'resolved')
      resolutions.now.push(resolved - created)
    } else if (resolved >= before) {
      counts.resolvedBefore += 1
      resolutions.before.push(resolved - created)
    }
    const replied = ticket.first_reply_at ? Date.parse(ticket.first_reply_at) : NaN
    // Where the agent wrote first there is nothing to wait for.
    if (replied > created) {
      if (replied >= start) replies.now.push(replied - created)
      else if (replied >= before) replies.before.push(replied - created)
    }
    if (!isUnresolved(ticket)) continue
    if (!ticket.first_reply_at) counts.unanswered += 1
    const dueAt = ticket.due_at ? Date.parse(ticket.due_at) : NaN
    const overdue = dueAt < now
    if (dueAt < tomorrow + DAY) due.push({ at: dueAt, ticket })
    add(agents, ticket.assignee_id, overdue)
    add(teams, ticket.team_id, overdue)
    if (ticket.assignee_id !== scope.me) continue
    mine.open += 1
    if (ticket.last_message_by === 'customer') mine.waiting += 1
    if (overdue) mine.overdue += 1
    else if (dueAt < tomorrow) mine.dueToday += 1
  }

  due.sort((a, b) => a.at - b.at)
  return {
    mine,
    due: {
      tickets: due.slice(0, MOST_DUE).map(({ ticket }) => ticket),
      overdue: due.filter(({ at }) => at < now).length,
      today: due.filter(({ at }) => at >= now && at < tomorrow).length,
    },
    agents: [...agents.values()].sort(byLoad),
    teams: [...teams.values()].sort(byLoad),
    spans,
    created: { count: counts.created, before: counts.createdBefore },
    resolved: { count: counts.resolved, before: counts.resolvedBefore },
    firstReply: lengthOf(replies.now, replies.before),
    unanswered: counts.unanswered,
    resolution: lengthOf(resolutions.now, resolutions.before),
    channels: [...channels].map(([channel, count]) => ({ channel, count })).sort((a, b) => b.count - a.count),
  }
}

/** The midnight so many days from today. Days are those of the calendar here: some have 23 hours. */
export function midnight(now: number, days: number): number {
  const today = new Date(now)
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days).getTime()
}

/** Days, or for a long time weeks that end today. */
function spansOf(now: number, days: Range): Span[] {
  const size = days > 31 ? 7 : 1
  const spans: Span[] = []
  for (let end = 1; end > 1 - days; end -= size) {
    const start = Math.max(end - size, 1 - days)
    spans.unshift({ start: midnight(now, start), end: midnight(now, end), created: 0, resolved: 0 })
  }
  return spans
}

function count(spans: Span[], at: number, what: 'created' | 'resolved'): void {
  const span = spans.findLast(({ start }) => start <= at)
  if (span) span[what] += 1
}

function add(loads: Map<string | null, Load>, id: string | null, overdue: boolean): void {
  const load = loads.get(id) ?? { id, open: 0, overdue: 0 }
  load.open += 1
  if (overdue) load.overdue += 1
  loads.set(id, load)
}

const byLoad = (a: Load, b: Load) => b.open - a.open || (a.id ?? '').localeCompare(b.id ?? '')

function isUnresolved({ status }: TicketSummary): boolean {
  return status !== 'resolved' && status !== 'closed'
}

function lengthOf(now: number[], before: number[]): Length {
  return { count: now.length, median: quantile(now, 0.5), slowest: quantile(now, 0.9), before: quantile(before, 0.5) }
}

function quantile(lengths: number[], share: number): number | null {
  lengths.sort((a, b) => a - b)
  return lengths[Math.ceil(lengths.length * share) - 1] ?? null
}
