import type { Delta } from '@tessera/api'
import { expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { tint, useTouched } from './deltas'

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
