import { ApiProblem, type Delta, Unreachable } from '@tessera/api'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { aTicket } from '@/testing/factories'
import { askAgain, tint, useTouched } from './deltas'

const delta = (actor: string): Delta => ({
  event: 'ticket:updated',
  after: 0,
  seq: 1,
  at: '2026-06-01T00:00:00.000Z',
  ticket_id: 'a',
  actor: { type: 'agent', id: actor, name: 'Somebody' },
  ticket: aTicket({ id: 'a' }),
})

it('a delta tints the row when it was another person, and not when it was me', () => {
  tint(delta('me'), 'me', 1)
  expect(useTouched.getState()).toEqual({})
  tint(delta('somebody'), 'me', 2)
  expect(useTouched.getState()).toEqual({ a: 2 })
})

const refusal = (status: number) =>
  new ApiProblem({
    ...{ type: 'about:blank', title: 'No', status, detail: '', instance: '', correlation_id: '', current: null },
    errors: [],
  })

it('what could not be had is asked for again, what is not there is not', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const asked: string[] = []
  const failing = (name: string, error: Error) => {
    const queryFn = () => {
      asked.push(name)
      return Promise.reject(error)
    }
    new QueryObserver(client, { queryKey: [name], queryFn }).subscribe(() => undefined)
  }
  failing('away', new Unreachable('No network.'))
  failing('too many at once', refusal(429))
  failing('no such ticket', refusal(404))
  failing('purged', refusal(410))
  await vi.waitFor(() => expect(client.isFetching()).toBe(0))
  asked.length = 0
  askAgain(client)
  await vi.waitFor(() => expect(client.isFetching()).toBe(0))
  expect(asked).toEqual(['away', 'too many at once'])
})
