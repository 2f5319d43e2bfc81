import { type BulkRequest, type Job, type JobBegun, type JobItem, type TicketSummary, newId } from '@tessera/api'
import { notifyManager } from '@tanstack/react-query'
import { knownTicket, storeTicket } from '@/shared/tickets/cache'
import { type Back, type Desk, type Outcome, outcomeOf } from '@/shared/tickets/changes'
import { isActive, storeJob } from './jobs'

export type BulkAction = BulkRequest['action']

/** What is worked on: tickets that are on the screen, or all that a query finds; then `tickets` are those in sight. */
export interface Target {
  tickets: TicketSummary[]
  query?: NonNullable<BulkRequest['query']>
}

export type Bulked =
  | { kind: 'done'; job: Job; left: JobItem[]; back: Back | null }
  /** It goes on in the background. */
  | { kind: 'begun'; job: Job }
  | Extract<Outcome, { kind: 'failed' }>

/** Does one thing to many tickets. It shows at once, and is taken back where the server says no. */
export async function carryOutBulk(
  desk: Desk,
  target: Target,
  action: BulkAction,
  shown: (ticket: TicketSummary) => Partial<TicketSummary>,
): Promise<Bulked> {
  const before = target.tickets.map((ticket) => knownTicket(desk.client, ticket.id) ?? ticket)
  show(
    desk,
    before.map((ticket) => ({ ...ticket, ...shown(ticket) })),
  )
  const which = target.query ? { query: target.query } : { ids: before.map((ticket) => ticket.id) }
  try {
    const { job, items } = await desk.api.bulk({ id: newId(), ...which, action })
    storeJob(desk.client, job)
    if (!items) return { kind: 'begun', job }
    const left = items.filter((item) => item.result === 'refused' || item.result === 'not_found')
    takeBack(desk, before, new Set(left.map((item) => item.id)))
    return { kind: 'done', job, left, back: job.can_undo ? undoing(job.id) : null }
  } catch (error) {
    takeBack(desk, before)
    const outcome = outcomeOf(error)
    if (outcome.kind === 'failed') return outcome
    throw error
  }
}

/** Takes a job back, which is a job of its own; that one's undoing is redoing. */
export function undoing(jobId: string): Back {
  return async (desk) => {
    try {
      return undone(desk, await desk.api.undoJob(jobId))
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

function undone(desk: Desk, { job, items }: JobBegun): Outcome {
  storeJob(desk.client, job)
  const left = items?.filter((item) => item.result === 'refused').length ?? 0
  return { kind: 'done', left, back: job.can_undo && !isActive(job) ? undoing(job.id) : null }
}

function show(desk: Desk, tickets: TicketSummary[]): void {
  notifyManager.batch(() => tickets.forEach((ticket) => storeTicket(desk.client, ticket, desk.me)))
}

/** As they were, unless newer is known by now. */
function takeBack(desk: Desk, before: TicketSummary[], ids?: Set<string>): void {
  show(
    desk,
    before.filter(
      (ticket) => (!ids || ids.has(ticket.id)) && (knownTicket(desk.client, ticket.id)?.version ?? 0) <= ticket.version,
    ),
  )
}
