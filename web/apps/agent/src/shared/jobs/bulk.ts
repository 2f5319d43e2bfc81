import { type BulkRequest, type Job, type JobBegun, type JobItem, type TicketSummary, newId } from '@tessera/api'
import { say } from '@/shared/i18n/said'
import { replicaOf } from '@/shared/replica/local'
import { type Back, type Desk, type Outcome, outcomeOf } from '@/shared/tickets/changes'
import { isActive, storeJob } from './jobs'

export type BulkAction = BulkRequest['action']

/** What becomes of a macro's text; null: it is left out. */
export type MacroWords = NonNullable<Extract<BulkAction, { kind: 'macro' }>['text']> | null
/** So long its replies wait, to be taken back. */
export const HELD_SECONDS = 60

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
  const id = newId()
  const replica = replicaOf(desk.client)
  replica.batch(() => {
    for (const ticket of target.tickets) replica.overlay(id, ticket.id, shown(replica.get(ticket.id) ?? ticket), true)
  })
  // The last one that is changed comes first in a list by change: so they stay as they stood.
  const which = target.query ? { query: target.query } : { ids: target.tickets.map((ticket) => ticket.id).reverse() }
  try {
    const { job, items } = await desk.api.bulk({ id, ...which, action })
    storeJob(desk.client, job)
    if (!items) return { kind: 'begun', job }
    const left = items.filter((item) => item.result === 'refused' || item.result === 'not_found')
    replica.lift(id, new Set(left.map((item) => item.id)))
    return { kind: 'done', job, left, back: job.can_undo ? undoing(job.id) : null }
  } catch (error) {
    replica.lift(id)
    const outcome = outcomeOf(error)
    if (outcome.kind === 'failed') return outcome
    throw error
  }
}

/** Takes a job back, which is a job of its own; that one's undoing is redoing. */
export function undoing(jobId: string): Back {
  return async (desk) => {
    try {
      return await undone(desk, await desk.api.undoJob(jobId))
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

async function undone(desk: Desk, { job, items }: JobBegun): Promise<Outcome> {
  storeJob(desk.client, job)
  const left = items?.filter((item) => item.result === 'refused').length ?? 0
  // Where nothing collided there is another reason: a reply is out.
  const stays = items?.find((item) => item.reason && !item.field)?.reason
  const back = job.can_undo && !isActive(job) ? undoing(job.id) : null
  return { kind: 'done', left, stays: stays && (await say(stays)), back }
}
