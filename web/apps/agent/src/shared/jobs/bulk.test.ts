import { ApiProblem, type BulkRequest, type Client, type JobItem } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { aJob } from '@/testing/fake-jobs'
import { replicaOf } from '@/shared/replica/local'
import { knownTicket } from '@/shared/tickets/cache'
import type { Desk } from '@/shared/tickets/changes'
import { carryOutBulk, undoing } from './bulk'
import { JOBS, storeJob } from './jobs'

const FILTER = { status: 'unresolved' as const }
const TICKETS = [...'abc'].map((id) => aTicket({ id, version: 3 }))
const HIGH = { kind: 'edit' as const, changes: { priority: 'high' as const } }
const high = () => ({ priority: 'high' as const })

function desk(api: Partial<Client>): Desk {
  const client = new QueryClient()
  replicaOf(client).put(TICKETS)
  client.setQueryData(JOBS, [])
  return { api: api as Client, client, me: 'me' }
}
const priorities = (at: Desk) => TICKETS.map(({ id }) => knownTicket(at.client, id)?.priority).join()
const item = (id: string, result: JobItem['result']): JobItem => ({
  ...{ id, result, place: `#${id}`, reason: result === 'refused' ? 'Merged.' : '', field: '', change_id: null },
})

it('shows at once, and takes back only what was refused', async () => {
  const asked: [BulkRequest, string][] = []
  const at = desk({
    bulk: async (body) => {
      asked.push([body, priorities(at)])
      return { job: aJob(), items: [item('a', 'done'), item('b', 'refused'), item('c', 'unchanged')] }
    },
  })
  const outcome = await carryOutBulk(at, { tickets: TICKETS }, HIGH, high)
  expect(asked).toMatchObject([[{ ids: ['c', 'b', 'a'], action: HIGH }, 'high,high,high']])
  expect(outcome).toMatchObject({ kind: 'done', left: [{ id: 'b' }] })
  expect(priorities(at)).toBe('high,normal,high')
})

it('everything of a view goes on in the background', async () => {
  const at = desk({ bulk: async () => ({ job: aJob({ state: 'running', total: null }), items: null }) })
  const query = { ...FILTER, except_ids: ['c'] }
  expect(await carryOutBulk(at, { tickets: TICKETS.slice(0, 2), query }, HIGH, high)).toMatchObject({ kind: 'begun' })
  expect(priorities(at)).toBe('high,high,normal')
  expect(at.client.getQueryData(JOBS)).toMatchObject([{ state: 'running' }])
})

it('what the server does not do at all is taken back whole', async () => {
  const problem = { type: '', title: '', status: 403, detail: 'No.', instance: '', correlation_id: '' }
  const at = desk({ bulk: () => Promise.reject(new ApiProblem({ ...problem, errors: [], current: null })) })
  expect(await carryOutBulk(at, { tickets: TICKETS }, HIGH, high)).toMatchObject({ kind: 'failed', detail: 'No.' })
  expect(priorities(at)).toBe('normal,normal,normal')
})

it('undoing counts what was changed since, and can itself be undone', async () => {
  const at = desk({
    undoJob: async () => ({ job: aJob({ kind: 'undo' }), items: [item('a', 'done'), item('b', 'refused')] }),
  })
  const outcome = await undoing('j')(at)
  expect(outcome).toMatchObject({ kind: 'done', left: 1 })
  expect(outcome.kind === 'done' && outcome.back).toBeTruthy()
})

it('keeps the newest of a job, whatever order the news come in', () => {
  const at = desk({})
  const job = aJob({ state: 'running', updated_at: '2026-05-01T10:00:02Z' })
  storeJob(at.client, job)
  storeJob(at.client, { ...job, state: 'queued', updated_at: '2026-05-01T10:00:01Z' })
  storeJob(at.client, aJob({ id: 'newer' }))
  expect(at.client.getQueryData(JOBS)).toMatchObject([{ id: 'newer' }, { id: job.id, state: 'running' }])
})
