import { ApiProblem, type Client, type TicketSummary, Unreachable } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { aTicket, aTicketDetail } from '@/testing/factories'
import { keys, knownTicket } from './cache'
import { type Desk, changeTicket } from './changes'

type Patch = Client['patchTicket']

function desk(patchTicket: Patch): Desk {
  const client = new QueryClient()
  client.setQueryData(keys.ticket('t'), aTicketDetail({ id: 't', version: 3 }))
  return { api: { patchTicket } as Client, client, me: 'me' }
}
const problem = (status: number, current: TicketSummary | null = null) =>
  new ApiProblem({
    type: '',
    title: '',
    status,
    detail: 'Not so.',
    instance: '',
    correlation_id: '',
    errors: [],
    current: current && { ...current },
  })
const status = (of: Desk) => knownTicket(of.client, 't')?.status

describe('changing a ticket', () => {
  it('shows at once, is based on the known version, and can be undone', async () => {
    const asked: unknown[] = []
    const at: Desk = desk(async (...args) => {
      asked.push(args, status(at))
      return aTicket({ id: 't', version: 4, status: 'resolved' })
    })
    const outcome = await changeTicket(at, 't', { status: 'resolved' })
    expect(asked).toEqual([['t', { status: 'resolved' }, 3], 'resolved'])
    expect(outcome).toEqual({ kind: 'done', undo: { status: 'open' } })
  })

  it('that somebody else overtook shows how it is now', async () => {
    const at = desk(() => Promise.reject(problem(409, aTicket({ id: 't', version: 5, status: 'closed' }))))
    expect(await changeTicket(at, 't', { status: 'resolved' })).toMatchObject({
      kind: 'overtaken',
      ticket: { status: 'closed' },
    })
    expect(status(at)).toBe('closed')
  })

  it.each([
    [problem(403), { kind: 'failed', unreachable: false, detail: 'Not so.' }],
    [new Unreachable('no network'), { kind: 'failed', unreachable: true, detail: '' }],
  ])('that fails with %s is taken back', async (error, expected) => {
    const at = desk(() => Promise.reject(error))
    expect(await changeTicket(at, 't', { status: 'resolved' })).toEqual(expected)
    expect(status(at)).toBe('open')
  })

  it('goes out one after the other, each based on the one before', async () => {
    const versions: (number | undefined)[] = []
    const at = desk(async (_, change, version) => {
      versions.push(version)
      return aTicket({ id: 't', version: version! + 1, ...(change as Partial<TicketSummary>) })
    })
    await Promise.all([changeTicket(at, 't', { status: 'pending' }), changeTicket(at, 't', { status: 'open' })])
    expect(versions).toEqual([3, 4])
    expect(status(at)).toBe('open')
  })
})
