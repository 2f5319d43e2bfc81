import { ApiProblem, type Client, type TicketSummary, Unreachable } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import { aTicket, aTicketDetail } from '@/testing/factories'
import { queueOf } from '@/shared/replica/queue'
import { keys, knownTicket } from './cache'
import { type Desk, type Outcome, changeTicket, mergeTicket, shownAs } from './changes'
import { redoStep, remember, underWay, undoStep, useHistory } from './history'

function desk(api: Partial<Client>): Desk {
  const client = new QueryClient()
  client.setQueryData(keys.ticket('t'), aTicketDetail({ id: 't', version: 3, last_change_id: 'c3' }))
  return { api: api as Client, client, me: 'me' }
}
const problem = (status: number, current: TicketSummary | null = null, fields: string[] = []) =>
  new ApiProblem({
    type: '',
    title: '',
    status,
    detail: 'Not so.',
    instance: '',
    correlation_id: '',
    errors: fields.map((field) => ({ field, message: 'Not so.' })),
    current: current && { ...current },
  })
const status = (of: Desk) => knownTicket(of.client, 't')?.status
const isDone = (outcome: Outcome) => outcome.kind === 'done' && outcome

describe('changing a ticket', () => {
  it('shows at once and is based on the known version', async () => {
    const asked: unknown[] = []
    const at: Desk = desk({
      patchTicket: async (...args) => {
        asked.push(args, status(at))
        return aTicket({ id: 't', version: 4, status: 'resolved', last_change_id: 'c4' })
      },
    })
    expect(await changeTicket(at, 't', { status: 'resolved' })).toMatchObject({ kind: 'done' })
    expect(asked).toEqual([['t', { status: 'resolved' }, 3, expect.any(String)], 'resolved'])
  })

  it('that changed nothing offers no way back', async () => {
    const at = desk({ patchTicket: async () => aTicket({ id: 't', version: 3, last_change_id: 'c3' }) })
    expect(await changeTicket(at, 't', { status: 'open' })).toMatchObject({ kind: 'done', back: null })
  })

  it('that somebody else overtook shows how it is now', async () => {
    const now = aTicket({ id: 't', version: 5, status: 'closed' })
    const at = desk({ patchTicket: () => Promise.reject(problem(409, now, ['status'])) })
    expect(await changeTicket(at, 't', { status: 'resolved' })).toMatchObject({
      kind: 'overtaken',
      ticket: { status: 'closed' },
      fields: ['status'],
    })
    expect(status(at)).toBe('closed')
  })

  it('that no field stands in the way of is refused in words', async () => {
    const now = aTicket({ id: 't', version: 5, status: 'closed' })
    const at = desk({ patchTicket: () => Promise.reject(problem(409, now)) })
    expect(await changeTicket(at, 't', { status: 'resolved' })).toMatchObject({ kind: 'failed', detail: 'Not so.' })
    expect(status(at)).toBe('closed')
  })

  it('that is refused is taken back', async () => {
    const at = desk({ patchTicket: () => Promise.reject(problem(403)) })
    const refused = { kind: 'failed', unreachable: false, detail: 'Not so.' }
    expect(await changeTicket(at, 't', { status: 'resolved' })).toMatchObject(refused)
    expect(status(at)).toBe('open')
  })

  it.each([new Unreachable('no network'), problem(401), problem(429), problem(503)])(
    'that meets %s waits; undo takes it out, and redo puts it in again',
    async (error) => {
      const at = desk({ patchTicket: () => Promise.reject(error) })
      const outcome = await changeTicket(at, 't', { status: 'resolved' })
      expect([outcome, status(at)]).toMatchObject([{ kind: 'done', waits: expect.any(String) as string }, 'resolved'])
      const undone = outcome.kind === 'done' ? await outcome.back!(at) : outcome
      expect([undone, status(at)]).toMatchObject([{ kind: 'done' }, 'open'])
      expect(queueOf(at.client, at.api).state().entries).toEqual([])
      if (undone.kind === 'done') await undone.back!(at)
      expect(status(at)).toBe('resolved')
      await queueOf(at.client, at.api).stop()
    },
  )

  it('that waited and was sent is undone by its id', async () => {
    let fault: Error | null = new Unreachable('no network')
    const undone: unknown[] = []
    const at = desk({
      patchTicket: async () => {
        if (fault) throw fault
        return aTicket({ id: 't', version: 4, status: 'resolved', last_change_id: 'c4' })
      },
      undoChange: async (_, change) => {
        undone.push(change)
        return aTicket({ id: 't', version: 5, last_change_id: 'c5' })
      },
    })
    const outcome = isDone(await changeTicket(at, 't', { status: 'resolved' }))
    fault = null
    expect(await queueOf(at.client, at.api).flush()).toBe(0)
    if (outcome) await outcome.back?.(at)
    expect([undone, status(at)]).toEqual([['c4'], 'open'])
  })

  it('needs the network for what cannot wait, and says so', async () => {
    const at = desk({ patchTicket: () => Promise.reject(new Unreachable('no network')) })
    await changeTicket(at, 't', { status: 'resolved' })
    expect(await mergeTicket(at, 't', 'u')).toEqual({ kind: 'failed', unreachable: true, detail: '' })
    await queueOf(at.client, at.api).stop()
  })

  it('goes out one after the other, each based on the one before', async () => {
    const versions: (number | undefined)[] = []
    const at = desk({
      patchTicket: async (_, change, version) => {
        versions.push(version)
        return aTicket({ id: 't', version: version! + 1, ...(change as Partial<TicketSummary>) })
      },
    })
    await Promise.all([changeTicket(at, 't', { status: 'pending' }), changeTicket(at, 't', { status: 'open' })])
    expect(versions).toEqual([3, 4])
    expect(status(at)).toBe('open')
  })
})

describe('what a change shows at once', () => {
  const ticket = aTicket({ tags: ['billing', 'vip'], snoozed_until: '2026-06-01T09:00:00.000Z', status: 'on_hold' })
  it.each([
    [{ add_tags: ['eu', 'vip'] }, { tags: ['billing', 'eu', 'vip'] }],
    [{ remove_tags: ['vip'] }, { tags: ['billing'] }],
    [
      { snoozed_until: '2026-07-01T09:00:00.000Z' },
      { snoozed_until: '2026-07-01T09:00:00.000Z', status: 'on_hold', status_id: null },
    ],
    [{ snoozed_until: null }, { snoozed_until: null, status: 'open', status_id: null }],
    [{ status: 'pending' as const }, { status: 'pending', status_id: null, snoozed_until: null }],
  ])('%j', (change, shown) => expect(shownAs(ticket, change)).toEqual(shown))
})

describe('undo', () => {
  const changes: string[] = []
  const at = () => {
    let version = 3
    const answer = (rest: Partial<TicketSummary>) =>
      aTicket({ id: 't', version: ++version, last_change_id: `c${version}`, ...rest })
    return desk({
      patchTicket: async () => answer({ status: 'resolved' }),
      undoChange: async (_, change) => {
        changes.push(change)
        return answer({ status: changes.length % 2 ? 'open' : 'resolved' })
      },
    })
  }
  async function done(on: Desk, id = 's') {
    const outcome = isDone(await changeTicket(on, 't', { status: 'resolved' }))
    if (outcome && outcome.back) remember({ id, text: 'Status set', back: outcome.back })
  }
  beforeEach(() => {
    changes.length = 0
    useHistory.setState({ past: [], undone: [] })
  })

  it('takes the change back by its id, and redo takes the undoing back', async () => {
    const on = at()
    await done(on)
    await undoStep(on)
    expect([status(on), ...changes]).toEqual(['open', 'c4'])
    await redoStep(on)
    expect([status(on), ...changes]).toEqual(['resolved', 'c4', 'c5'])
    await undoStep(on)
    expect(changes).toEqual(['c4', 'c5', 'c6'])
  })
  it('waits for what is being done, which is what is meant: it shows already', async () => {
    const on = at()
    await done(on)
    void underWay(done(on, 'second'))
    const undoing = undoStep(on)
    const redoing = redoStep(on)
    await undoing
    expect(changes).toEqual(['c5'])
    await redoing
    expect(changes).toEqual(['c5', 'c6'])
  })
  it('has nothing to do when nothing was done', async () => {
    expect(await undoStep(at())).toBeUndefined()
  })
  it('is stopped by a newer change of the same field, which it names', async () => {
    const on = at()
    await done(on)
    on.api.undoChange = () =>
      Promise.reject(problem(409, aTicket({ id: 't', version: 9, status: 'closed' }), ['status']))
    expect((await undoStep(on))?.outcome).toMatchObject({ kind: 'overtaken', fields: ['status'] })
    expect(status(on)).toBe('closed')
    expect(useHistory.getState().past).toEqual([])
  })
})

describe('merging', () => {
  it('leads back by taking it apart, and shows at once where the ticket went', async () => {
    const calls: unknown[] = []
    const at = desk({
      mergeTicket: async (...args) => {
        calls.push(['merge', ...args, knownTicket(at.client, 't')?.merged_into])
        return aTicket({ id: 'u', version: 8 })
      },
      unmergeTicket: async (id) => {
        calls.push(['unmerge', id])
        return aTicket({ id: 't', version: 5, merged_into: null })
      },
    })
    const outcome = isDone(await mergeTicket(at, 't', 'u'))
    if (outcome) await outcome.back?.(at)
    expect(calls).toEqual([
      ['merge', 't', 'u', 'u'],
      ['unmerge', 't'],
    ])
    expect(knownTicket(at.client, 't')?.merged_into).toBeNull()
  })
  it('that is refused leaves the ticket as it was', async () => {
    const at = desk({ mergeTicket: () => Promise.reject(problem(409)) })
    expect(await mergeTicket(at, 't', 'u')).toMatchObject({ kind: 'failed', unreachable: false, detail: 'Not so.' })
    expect(knownTicket(at.client, 't')?.merged_into).toBeNull()
  })
})
