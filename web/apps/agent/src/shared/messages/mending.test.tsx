// @vitest-environment jsdom
import type { Me, TicketDetail } from '@tessera/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { KnownMe } from '@/shared/known'
import { type Services, ServicesProvider } from '@/shared/services'
import { ReadOnly } from '@/shared/tickets/queries'
import { aMessage, aTicket } from '@/testing/factories'
import { changeText, currentDraft } from './draft-store'
import { mend, useMending, useWentOut } from './mending'

const reply = aMessage({ id: 'm', delivery: 'scheduled', author_id: 'me' })
const wording = { html: '<p>Better</p>', text: 'Better' }
const ticketWith = (...items: (typeof reply)[]) =>
  ({ ...aTicket({ id: 't' }), entries: { items, next_cursor: null } }) as unknown as TicketDetail

function look(ticket: TicketDetail, past = false) {
  const Inside = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>
      <ServicesProvider value={{} as Services}>
        <KnownMe value={{ id: 'me' } as Me}>
          <ReadOnly value={past}>{children}</ReadOnly>
        </KnownMe>
      </ServicesProvider>
    </QueryClientProvider>
  )
  renderHook(() => useWentOut(ticket), { wrapper: Inside })
}

beforeEach(() => {
  useMending.setState({}, true)
  mend('t', reply, wording)
  changeText('me', 't', 'reply', () => ({ html: '<p>Begun</p>', text: 'Begun' }))
})

it('leaves a reply that waits to be gone on with', () => {
  look(ticketWith(reply))
  look(ticketWith(), true)
  look({ ...ticketWith(), id: 'another' })
  expect(useMending.getState()).toHaveProperty('m')
  expect(currentDraft('me', 't').reply.text).toBe('Begun')
})

it('brings what was written of one that went out before what was begun', () => {
  look(ticketWith(aMessage({ id: 'other', delivery: 'sent' })))
  expect(useMending.getState()).toEqual({})
  expect(currentDraft('me', 't').reply).toMatchObject({ html: '<p>Better</p><p>Begun</p>', text: 'Better\n\nBegun' })
})

it('is nothing to somebody else who signed in here', () => {
  useMending.setState({}, true)
  mend('t', { ...reply, author_id: 'another' }, wording)
  look(ticketWith())
  expect(useMending.getState()).toHaveProperty('m')
  expect(currentDraft('me', 't').reply.text).toBe('Begun')
})
