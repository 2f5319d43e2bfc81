// @vitest-environment jsdom
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import '@/shared/i18n/pages'
import { type Outgoing, useOutbox } from '@/shared/messages/outbox'
import { forgetHistory } from '@/shared/tickets/history'
import { useToasts } from '@/shared/toasts'
import { aTicketDetail } from '@/testing/factories'
import { Inside } from '@/testing/inside'
import { OutgoingView } from './outgoing-view'

const unsent = (id: string, rest: Partial<Outgoing> = {}): Outgoing => ({
  id,
  author: 'me',
  ticketId: 't',
  body: { kind: 'reply', text: `Text of ${id}`, seen_version: 3 },
  files: [],
  seenUntil: '2026-05-01T11:00:00.000Z',
  state: 'failed',
  ...rest,
})

function Conversation() {
  const messages = useOutbox((state) => state.messages)
  return (
    <Inside>
      <div>
        <article>
          <button>Actions of what came before</button>
        </article>
        {messages.map((each) => (
          <OutgoingView key={each.id} message={each} ticket={aTicketDetail({ id: 't' })} onEdit={() => undefined} />
        ))}
      </div>
    </Inside>
  )
}

const show = (...messages: Outgoing[]) => {
  useOutbox.setState({ messages })
  render(<Conversation />)
}
const kept = () => useOutbox.getState().messages.map(({ id }) => id)

beforeEach(() => {
  forgetHistory()
  useToasts.setState({ toasts: [] })
})

it('brings a discarded message back to where it stood, and keeps the focus in place', async () => {
  show(unsent('one'), unsent('two'))
  const [first] = await screen.findAllByRole('button', { name: 'Discard' })
  await userEvent.click(first!)
  expect(kept()).toEqual(['two'])
  expect(screen.getByRole('button', { name: 'Discard' })).toHaveFocus()
  const said = useToasts.getState().toasts
  expect(said.map(({ text, action }) => [text, action?.label])).toEqual([['Message discarded', 'Undo']])
  said[0]!.action!.run()
  await waitFor(() => expect(kept()).toEqual(['one', 'two']))
  expect(screen.getByText('Text of one')).toBeVisible()
})

it('leaves the focus in the conversation when the only one is discarded', async () => {
  show(unsent('one'))
  await userEvent.click(await screen.findByRole('button', { name: 'Discard' }))
  expect(screen.getByRole('button', { name: 'Actions of what came before' })).toHaveFocus()
})

it.each([
  [
    { state: 'failed', reason: 'Fill in the order number first.' },
    'Not sent. It is kept here. Fill in the order number first.',
  ],
  [{ state: 'offline', reason: 'Too many requests.' }, 'Not sent yet. It is tried again by itself. Too many requests.'],
  [{ state: 'offline' }, 'Waits for the network, and then goes out by itself.'],
  [
    { state: 'stale', reason: 'This ticket is deleted. Restore it first.' },
    'This ticket is deleted. Restore it first.',
  ],
] as const)('says what the server said: %o', async (rest, text) => {
  show(unsent('one', rest))
  expect(await screen.findByRole(rest.state === 'offline' ? 'status' : 'alert')).toHaveTextContent(text)
})

it('keeps the focus with a message that is tried again', async () => {
  show(unsent('one'))
  const retry = await screen.findByRole('button', { name: 'Try again' })
  retry.focus()
  act(() => void useOutbox.setState({ messages: [unsent('one', { state: 'sending' })] }))
  expect(screen.getByRole('article', { name: 'Me' })).toHaveFocus()
})
