// @vitest-environment jsdom
import { ApiProblem, type Client, type Me, type Message, type TicketDetail, isMessage } from '@tessera/api'
import { QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { KeyboardEvent } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import '@/shared/i18n/pages'
import type { EditorProps } from '@/shared/editor/editor'
import { KnownMe } from '@/shared/known'
import { useAmending } from '@/shared/messages/amending'
import { type Services, ServicesProvider } from '@/shared/services'
import { keys } from '@/shared/tickets/cache'
import { forgetHistory } from '@/shared/tickets/history'
import { useToasts } from '@/shared/toasts'
import { aMessage, aTicketDetail } from '@/testing/factories'
import { MessageView } from './message-view'

/** A rich text cannot be typed into here. */
vi.mock('@/shared/editor/editor', () => ({
  Editor: ({ label, html, onChange, onSubmit, onCancel, footer }: EditorProps) => {
    function press(event: KeyboardEvent) {
      if (event.key === 'Escape') onCancel?.()
      if (event.key === 'Enter' && event.ctrlKey) onSubmit?.()
    }
    return (
      <>
        <textarea
          aria-label={label}
          defaultValue={html.replaceAll(/<.*?>/g, '')}
          onChange={({ target }) => onChange({ html: `<p>${target.value}</p>`, text: target.value, joined: undefined })}
          onKeyDown={press}
        />
        {typeof footer === 'function' ? null : footer}
      </>
    )
  },
}))

const note = aMessage({ id: 'n', kind: 'note', author_type: 'agent', author_id: 'me', text: 'Old', html: null })
const me = { id: 'me', name: 'Me', permissions: ['tickets:write'], team_ids: [] } as unknown as Me

function show(editNote: Client['editNote'] = () => new Promise(() => {})) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  const ticket = aTicketDetail({ id: 't' })
  client.setQueryData(keys.ticket('t'), { ...ticket, entries: { items: [note], next_cursor: null } })
  const services = { api: { editNote } } as unknown as Services
  function Shown() {
    const { data } = useQuery<TicketDetail>({ queryKey: keys.ticket('t'), queryFn: skipToken })
    return data?.entries.items
      .filter(isMessage)
      .map((message: Message) => <MessageView key={message.id} message={message} ticketId="t" />)
  }
  render(
    <QueryClientProvider client={client}>
      <ServicesProvider value={services}>
        <KnownMe value={me}>
          <Shown />
        </KnownMe>
      </ServicesProvider>
    </QueryClientProvider>,
  )
}

const menu = () => screen.getByRole('button', { name: /^Actions/ })
async function open() {
  menu().focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Edit' }))
  return screen.findByLabelText('Text of the note')
}
async function edit(text: string) {
  const field = await open()
  await userEvent.clear(field)
  await userEvent.type(field, text)
}

beforeEach(() => {
  forgetHistory()
  useAmending.setState({}, true)
  useToasts.setState({ toasts: [] })
})

it('is left with the way back to what was written, and the focus goes back to the message', async () => {
  show()
  await edit('New')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByLabelText('Text of the note')).toBeNull()
  expect(menu()).toHaveFocus()
  const [said] = useToasts.getState().toasts
  expect([said!.text, said!.action!.label]).toEqual(['Left as it was', 'Undo'])
  said!.action!.run()
  expect(await screen.findByLabelText('Text of the note')).toHaveValue('New')
})

it('is there again, as far as it was written, when one comes back to the ticket', async () => {
  show()
  await edit('New')
  cleanup()
  show()
  const field = await screen.findByLabelText('Text of the note')
  expect(field).toHaveValue('New')
  expect(field).not.toHaveFocus()
})

it('is there again after the page was loaded anew', async () => {
  show()
  await edit('New')
  cleanup()
  const kept = localStorage.getItem('tessera.amending')!
  useAmending.setState({}, true)
  localStorage.setItem('tessera.amending', kept)
  await useAmending.persist.rehydrate()
  show()
  expect(await screen.findByLabelText('Text of the note')).toHaveValue('New')
})

it('asks nothing of whoever wrote nothing', async () => {
  show()
  await userEvent.click(await open())
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(menu()).toHaveFocus())
  expect(useToasts.getState().toasts).toEqual([])
})

it('keeps what the server does not take, and says why', async () => {
  const problem = { type: '', title: '', status: 409, detail: 'This note was redacted. It stays as it is.' }
  const refusal = new ApiProblem({ ...problem, instance: '', correlation_id: '', errors: [], current: null })
  let refuse = () => {}
  show(() => new Promise((_, reject) => (refuse = () => reject(refusal))))
  await edit('New')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(screen.queryByLabelText('Text of the note')).toBeNull()
  expect(menu()).toHaveFocus()
  await waitFor(() => refuse())
  expect(await screen.findByLabelText('Text of the note')).toHaveValue('New')
  expect(useToasts.getState().toasts[0]!.detail).toBe(problem.detail)
})
