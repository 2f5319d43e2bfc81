// @vitest-environment jsdom
import { type Client, type Me, type ServerDraft, Unreachable } from '@tessera/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { KnownMe } from '@/shared/known'
import { type Services, ServicesProvider } from '@/shared/services'
import type { Desk } from '@/shared/tickets/changes'
import { changeDraft, useDraft } from './draft-store'
import { saveUnsaved, useDraftSync } from './draft-sync'
import { NO_TEXT } from './drafts'
import { type Outgoing, sendWaiting, useOutbox } from './outbox'
import { allUnsaved, markUnsaved } from './unsaved'

/** A server that keeps drafts, and can be out of reach. */
function aServer() {
  const drafts = new Map<string, ServerDraft>()
  let reached = true
  let minute = 10
  const reach = () => (reached ? Promise.resolve() : Promise.reject(new Unreachable('no network')))
  const save = (ticket_id: string, content: ServerDraft['content']) => {
    const draft = { ticket_id, content, saved_at: `2026-05-01T10:${minute++}:00.000Z` }
    drafts.set(ticket_id, draft)
    return draft
  }
  const api = {
    drafts: () => reach().then(() => ({ items: [...drafts.values()] })),
    saveDraft: (id: string, content: ServerDraft['content']) => reach().then(() => save(id, content)),
    discardDraft: vi.fn((id: string) => reach().then(() => void drafts.delete(id))),
    addMessage: vi.fn(() => reach().then(() => Promise.reject(new Unreachable('later')))),
  } as unknown as Client
  const client = new QueryClient()
  const desk: Desk = { api, client, me: 'me' }
  const reachable = (now: boolean) => {
    reached = now
  }
  return { drafts, save, api, client, desk, reachable }
}

let ticketId = ''
let made = 0
const nothingWaits = () => false
const text = (words: string) => ({ ...NO_TEXT, html: `<p>${words}</p>`, text: words })

beforeEach(() => {
  localStorage.clear()
  useOutbox.setState({ messages: [] })
  ticketId = `t-${++made}`
})

/** The ticket's composer, as far as its draft goes. */
const composer = (server: ReturnType<typeof aServer>) =>
  renderHook(
    () => {
      const draft = useDraft('me', ticketId)
      useDraftSync(ticketId, draft)
      return draft
    },
    {
      wrapper: ({ children }) => (
        <QueryClientProvider client={server.client}>
          <ServicesProvider value={{ api: server.api } as Services}>
            <KnownMe value={{ id: 'me' } as Me}>{children}</KnownMe>
          </ServicesProvider>
        </QueryClientProvider>
      ),
    },
  )

/** Writes a reply until the server has it, and sends it when nothing can be reached. */
async function sentOffline() {
  const server = aServer()
  const page = composer(server)
  act(() => changeDraft('me', ticketId, { reply: text('Hello') }))
  act(() => void dispatchEvent(new Event('pagehide')))
  await vi.waitFor(() => expect(server.drafts.has(ticketId)).toBe(true))
  await vi.waitFor(() => expect(allUnsaved()).toEqual([]))
  server.reachable(false)
  act(() => changeDraft('me', ticketId, { reply: NO_TEXT }))
  page.unmount()
  await vi.waitFor(() => expect(server.api.discardDraft).toHaveBeenCalledOnce())
  expect(allUnsaved()).toMatchObject([{ agent: 'me', ticketId }])
  return server
}

it('takes the draft of a reply that was sent without a network from the server when there is one', async () => {
  const server = await sentOffline()
  await saveUnsaved(server.desk, nothingWaits)
  expect(server.drafts.size).toBe(1)
  server.reachable(true)
  await saveUnsaved(server.desk, nothingWaits)
  expect(server.drafts.size).toBe(0)
  expect(allUnsaved()).toEqual([])
})

it('leaves it there until the message has gone out', async () => {
  const server = await sentOffline()
  server.reachable(true)
  const body = { kind: 'reply', text: 'Hello' } as const
  const message: Outgoing = { id: 'key', author: 'me', ticketId, body, files: [], seenUntil: '', state: 'offline' }
  useOutbox.setState({ messages: [message] })
  sendWaiting(server.desk)
  await vi.waitFor(() => expect(server.api.addMessage).toHaveBeenCalled())
  await saveUnsaved(server.desk, (id) => id === ticketId)
  expect(server.drafts.size).toBe(1)
  useOutbox.setState({ messages: [] })
  sendWaiting(server.desk)
  await vi.waitFor(() => expect(server.drafts.size).toBe(0))
})

it('keeps what was written on another machine since', async () => {
  const server = await sentOffline()
  server.reachable(true)
  server.save(ticketId, { kind: 'reply', text: 'From elsewhere' })
  await saveUnsaved(server.desk, nothingWaits)
  expect(server.drafts.get(ticketId)?.content.text).toBe('From elsewhere')
  expect(allUnsaved()).toEqual([])
})

it('saves what was written here since', async () => {
  const server = await sentOffline()
  changeDraft('me', ticketId, { reply: text('The next one') })
  server.reachable(true)
  await saveUnsaved(server.desk, nothingWaits)
  expect(server.drafts.get(ticketId)?.content.text).toBe('The next one')
})

it('does not put what was sent back into the composer, as long as the server has it', async () => {
  const server = aServer()
  const { saved_at: saved } = server.save(ticketId, { kind: 'reply', text: 'Hello' })
  markUnsaved({ agent: 'me', ticketId, at: '2026-05-01T10:30:00.000Z', saved })
  const { result } = composer(server)
  await vi.waitFor(() => expect(server.client.getQueryData(['drafts'])).toHaveLength(1))
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  expect(result.current.reply.text).toBe('')
})
