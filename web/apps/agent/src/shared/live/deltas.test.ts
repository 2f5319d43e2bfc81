import { QueryClient } from '@tanstack/react-query'
import type { Delta, TicketSummary } from '@tessera/api'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TicketList, keys } from '@/shared/tickets/cache'
import { VIEWS } from '@/shared/tickets/views'
import { aTicket } from '@/testing/factories'
import { applyDelta, useTouched } from './deltas'

const me = 'me-id'
const list = (...items: TicketSummary[]): TicketList => ({ pages: [{ items, next_cursor: null }], pageParams: [null] })
const delta = (ticket: TicketSummary, actor = 'somebody'): Delta => ({
  event: 'ticket:updated',
  seq: 1,
  at: ticket.updated_at,
  ticket_id: ticket.id,
  actor: { type: 'agent', id: actor, name: 'Somebody' },
  ticket,
})

describe('a delta', () => {
  let client: QueryClient
  const shown = (filter: (typeof VIEWS)[keyof typeof VIEWS]) =>
    client.getQueryData<TicketList>(keys.list(filter))!.pages[0]!.items.map((each) => `${each.id}@${each.version}`)

  beforeEach(() => {
    client = new QueryClient()
    useTouched.setState({}, true)
    client.setQueryData(keys.list(VIEWS.unassigned), list(aTicket({ id: 'a', version: 2 })))
    client.setQueryData(keys.list(VIEWS['my-open']), list())
  })

  it('moves a ticket between the views that are held', () => {
    applyDelta(client, delta(aTicket({ id: 'a', version: 3, assignee_id: me })), me)
    expect(shown(VIEWS.unassigned)).toEqual([])
    expect(shown(VIEWS['my-open'])).toEqual(['a@3'])
  })
  it('brings in a ticket that was not there', () => {
    applyDelta(client, delta(aTicket({ id: 'b', updated_at: '2026-06-01T00:00:00.000Z' })), me)
    expect(shown(VIEWS.unassigned)).toEqual(['b@1', 'a@2'])
  })
  it('that is older than what is known changes nothing', () => {
    applyDelta(client, delta(aTicket({ id: 'a', version: 1, assignee_id: me })), me)
    expect(shown(VIEWS.unassigned)).toEqual(['a@2'])
  })
  it('takes a deleted ticket out', () => {
    applyDelta(client, delta(aTicket({ id: 'a', version: 3, deleted_at: '2026-06-01T00:00:00.000Z' })), me)
    expect(shown(VIEWS.unassigned)).toEqual([])
  })
  it('tints the row when it was another person, and not when it was me', () => {
    applyDelta(client, delta(aTicket({ id: 'a', version: 3 }), me), me, 1)
    expect(useTouched.getState()).toEqual({})
    applyDelta(client, delta(aTicket({ id: 'a', version: 4 })), me, 2)
    expect(useTouched.getState()).toEqual({ a: 2 })
  })
})
