import { type BulkRequest, type Job, type JobItem, type TicketDetail, type TicketSummary, newId } from '@tessera/api'
import { shownAs } from '@/shared/tickets/changes'
import type { Handler } from './fake-http'

type Write = (ticket: TicketDetail, fields: Partial<TicketSummary>) => TicketSummary
type Kept = { job: Job; items: JobItem[]; before: [TicketDetail, Partial<TicketSummary>][] }

/** Jobs that are done at once, however many tickets there are; `given` stand there from before. */
export function fakeJobs(
  tickets: TicketDetail[],
  write: Write,
  agent: { id: string; name: string },
  given: Job[] = [],
) {
  const kept: Kept[] = given.map((job) => ({ job, items: someRefused(job), before: [] }))
  const find = (id: string) => kept.find(({ job }) => job.id === id)!

  function keep(id: string, what: Job['what'], rest: Partial<Job>, items: JobItem[], before: Kept['before']) {
    const done = items.filter((item) => item.result === 'done').length
    const now = new Date().toISOString()
    const job = aJob({
      ...{ id, what, done, total: items.length, refused: items.length - done, can_undo: done > 0 },
      ...{ created_by: agent.id, created_by_name: agent.name, created_at: now, updated_at: now },
      ...rest,
    })
    kept.unshift({ job, items, before })
    return { job, items }
  }

  function act(ticket: TicketDetail, action: BulkRequest['action']): Partial<TicketSummary> {
    if (action.kind === 'delete') return { deleted_at: new Date().toISOString() }
    if (action.kind === 'restore') return { deleted_at: null }
    if (action.kind === 'merge') return { merged_into: action.into, status: 'closed' }
    return action.kind === 'edit' ? shownAs(ticket, action.changes) : { status: 'pending' }
  }

  function bulk({ id, ids, query, action }: BulkRequest) {
    const chosen = query
      ? tickets.filter((ticket) => !query.except_ids?.includes(ticket.id))
      : tickets.filter((each) => ids!.includes(each.id))
    const before = chosen.map((ticket): Kept['before'][number] => {
      const shown = act(ticket, action)
      const old = Object.fromEntries(Object.keys(shown).map((key) => [key, ticket[key as keyof TicketSummary]]))
      write(ticket, shown)
      return [ticket, old]
    })
    return keep(id ?? newId(), { ...action }, {}, chosen.map(itemOf), before)
  }

  function undo(id: string) {
    const { job, before } = find(id)
    before.forEach(([ticket, old]) => write(ticket, old))
    const rest = { kind: 'undo' as const, undo_of: id }
    const undone = keep(
      newId(),
      { what: job.what, kind: job.what['kind'] },
      rest,
      before.map(([each]) => itemOf(each)),
      [],
    )
    Object.assign(job, { undone_by: undone.job.id, can_undo: false })
    return undone
  }

  const routes: [string, RegExp, Handler][] = [
    ['POST', /^\/tickets\/bulk$/, bulk],
    ['GET', /^\/jobs$/, () => ({ items: kept.map(({ job }) => job), next_cursor: null })],
    ['GET', /^\/jobs\/([^/]+)$/, (_, [id]) => find(id!).job],
    [
      'GET',
      /^\/jobs\/([^/]+)\/results$/,
      (_, [id], query) => ({
        items: find(id!).items.filter((item) => [null, item.result].includes(query.get('result') as never)),
        next_cursor: null,
      }),
    ],
    ['POST', /^\/jobs\/([^/]+)\/cancel$/, (_, [id]) => Object.assign(find(id!).job, { state: 'cancelled' })],
    [
      'POST',
      /^\/jobs\/([^/]+)\/continue$/,
      (_, [id]) => Object.assign(find(id!).job, { state: 'running', reason: '' }),
    ],
    ['POST', /^\/jobs\/([^/]+)\/undo$/, (_, [id]) => undo(id!)],
  ]
  return { routes }
}

function itemOf(ticket: TicketDetail): JobItem {
  const place = `#${ticket.number} ${ticket.subject}`
  return { id: ticket.id, result: 'done', place, reason: '', field: '', change_id: null }
}

function someRefused(job: Job): JobItem[] {
  return Array.from({ length: job.refused }, (_, index) => ({
    id: newId(),
    result: 'refused' as const,
    place: `#${1040 + index} Invoice shows the wrong address`,
    reason: 'This is merged into another ticket. Change that one.',
    field: 'status',
    change_id: null,
  }))
}

/** A job like any other; say only what matters. */
export function aJob(rest: Partial<Job> = {}): Job {
  return {
    id: newId(),
    kind: 'bulk',
    state: 'done',
    what: { kind: 'edit', changes: { priority: 'high' } },
    total: 12,
    done: 12,
    unchanged: 0,
    refused: 0,
    not_found: 0,
    created_by: '',
    created_by_name: 'Ada Lindqvist',
    created_at: new Date(Date.now() - 600_000).toISOString(),
    updated_at: new Date(Date.now() - 590_000).toISOString(),
    finished_at: null,
    reason: '',
    undo_of: null,
    undone_by: null,
    can_undo: true,
    ...rest,
  }
}
