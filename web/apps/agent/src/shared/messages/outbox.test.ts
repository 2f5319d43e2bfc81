// @vitest-environment jsdom
import { ApiProblem, type Client, type TicketDetail, Unreachable } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keys } from '@/shared/tickets/cache'
import { queueOf } from '@/shared/replica/queue'
import { type Desk, changeTicket } from '@/shared/tickets/changes'
import { aMessage, aTicket, aTicketDetail } from '@/testing/factories'
import { type Outgoing, send, sendAgain, sendWaiting, useOutbox } from './outbox'

const message: Omit<Outgoing, 'state'> = {
  id: 'key',
  author: 'me',
  ticketId: 't',
  body: { kind: 'reply', text: 'Hello', seen_version: 3 },
  files: [],
  seenUntil: '2026-05-01T11:00:00.000Z',
}
const problem = (status: number, detail = '', retryAfter: number | null = null) =>
  new ApiProblem(
    { type: '', title: '', status, detail, instance: '', correlation_id: '', errors: [], current: null },
    retryAfter,
  )

function desk(addMessage: Client['addMessage']): Desk {
  const client = new QueryClient()
  client.setQueryData(keys.ticket('t'), aTicketDetail({ id: 't', version: 3 }))
  return { api: { addMessage } as Client, client, me: 'me' }
}
const states = () => useOutbox.getState().messages.map((each) => each.state)
const added = { message: aMessage({ id: 'm-new' }), ticket: aTicket({ id: 't', version: 4 }) }

describe('the outbox', () => {
  beforeEach(() => useOutbox.setState({ messages: [] }))

  it('shows a message at once and hands it to the conversation when it is sent', async () => {
    const at = desk(async () => {
      expect(states()).toEqual(['sending'])
      return added
    })
    expect(await send(at, message)).toEqual(added)
    expect(states()).toEqual([])
    const ticket = at.client.getQueryData<TicketDetail>(keys.ticket('t'))!
    expect(ticket.version).toBe(4)
    expect(ticket.entries.items.map((entry) => entry.id)).toContain('m-new')
  })

  it('leaves the plain text of what was formatted to the server, and keeps it to be read here', async () => {
    const formatted = { ...message.body, text: 'First\n\n\n\nSecond', html: '<ul><li>First</li><li>Second</li></ul>' }
    const sent: unknown[] = []
    const at = desk(async (_, { text, html }) => {
      sent.push([text, html, useOutbox.getState().messages[0]!.body.text])
      return added
    })
    await send(at, { ...message, body: formatted })
    await send(at, message)
    expect(sent).toEqual([
      ['', formatted.html, formatted.text],
      ['Hello', undefined, 'Hello'],
    ])
  })

  it('sends the messages of a ticket one after the other, as they were written', async () => {
    const asked: string[] = []
    const based: unknown[] = []
    const answers: (() => void)[] = []
    const at = desk((_, { seen_version }, key) => {
      asked.push(key)
      based.push(seen_version)
      return new Promise((resolve) => answers.push(() => resolve(added)))
    })
    const first = send(at, { ...message, id: 'first' })
    const second = send(at, { ...message, id: 'second' })
    const elsewhere = send(at, { ...message, id: 'elsewhere', ticketId: 'other' })
    expect(states()).toEqual(['sending', 'sending', 'sending'])
    expect(asked).toEqual(['first', 'elsewhere'])
    answers[0]!()
    await first
    await vi.waitFor(() => expect(asked).toEqual(['first', 'elsewhere', 'second']))
    answers.slice(1).forEach((answer) => answer())
    await Promise.all([second, elsewhere])
    // The second knows of the first, which is the only message since.
    expect(based).toEqual([3, 3, 4])
    expect(states()).toEqual([])
  })

  it.each([
    [problem(409), 'stale'],
    [problem(422), 'failed'],
    [problem(413), 'failed'],
    [problem(429), 'offline'],
    [problem(503), 'offline'],
    [new Unreachable('no network'), 'offline'],
  ])('keeps what could not be sent: %s', async (error, state) => {
    expect(
      await send(
        desk(() => Promise.reject(error)),
        message,
      ),
    ).toBeNull()
    expect(states()).toEqual([state])
    expect(JSON.parse(localStorage.getItem('tessera.outbox')!)).toMatchObject({ state: { messages: [{ id: 'key' }] } })
  })

  it('sends a stale one again under the same key, on the version that its author has seen by now', async () => {
    const sent: unknown[] = []
    const at = desk(async (_, body, key) => {
      sent.push([key, body.seen_version])
      return added
    })
    at.client.setQueryData(keys.ticket('t'), aTicketDetail({ id: 't', version: 9 }))
    await sendAgain(at, { ...message, state: 'stale' })
    await sendAgain(at, { ...message, state: 'offline' })
    expect(sent).toEqual([
      ['key', 9],
      ['key', 3],
    ])
  })

  it('does not leave a message hanging that was under way when the page closed', async () => {
    localStorage.setItem('tessera.outbox', JSON.stringify({ state: { messages: [{ ...message, state: 'sending' }] } }))
    await useOutbox.persist.rehydrate()
    expect(states()).toEqual(['failed'])
  })

  it('waits for what was done before it, and keeps the order when the connection is back', async () => {
    let fault: Error | null = new Unreachable('no network')
    const asked: string[] = []
    const at = desk(async (_, body) => {
      if (fault) throw fault
      asked.push(body.text ?? '')
      return added
    })
    at.api.patchTicket = async () => {
      if (fault) throw fault
      asked.push('status')
      return aTicket({ id: 't', version: 4 })
    }
    await changeTicket(at, 't', { status: 'pending' })
    const body = (text: string) => ({ ...message.body, text })
    expect(await send(at, { ...message, id: 'one', body: body('one') })).toBeNull()
    expect(await send(at, { ...message, id: 'two', body: body('two') })).toBeNull()
    expect(states()).toEqual(['offline', 'offline'])
    fault = null
    await queueOf(at.client, at.api).flush()
    await send(at, { ...message, id: 'three', body: body('three') })
    expect([asked, states()]).toEqual([['status', 'one', 'two', 'three'], []])
    sendWaiting(at)
    expect(states()).toEqual([])
  })

  it('tells of what waited for the network when it went out', async () => {
    let online = false
    const post = vi.fn(async () => {
      if (online) return added
      throw new Unreachable('no network')
    })
    const at = desk(post)
    const withStatus = { ...message, body: { ...message.body, set_status: 'on_hold', set_status_id: '01P' } as const }
    await send(at, withStatus)
    online = true
    const sent = vi.fn()
    sendWaiting(at, sent)
    await vi.waitFor(() => expect(sent).toHaveBeenCalledWith(added))
    expect(post).toHaveBeenLastCalledWith('t', withStatus.body, 'key')
    expect(states()).toEqual([])
  })

  it('keeps what the server said about it, over a reload too, until it is tried again', async () => {
    let answer: () => Promise<typeof added> = () => Promise.reject(problem(422, 'Fill in the order number first.'))
    const at = desk(() => answer())
    await send(at, message)
    await useOutbox.persist.rehydrate()
    const [kept] = useOutbox.getState().messages
    expect(kept).toMatchObject({ state: 'failed', reason: 'Fill in the order number first.' })
    answer = () => Promise.reject(new Unreachable('no network'))
    await sendAgain(at, kept!)
    expect(useOutbox.getState().messages[0]!.reason).toBeFalsy()
  })

  it('goes out by itself once a limit is over, and not before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    let busy = true
    const post = vi.fn(async () => {
      if (busy) throw problem(429, 'Too many requests.', 30)
      return added
    })
    const at = desk(post)
    await send(at, message)
    busy = false
    sendWaiting(at)
    expect(states()).toEqual(['offline'])
    vi.setSystemTime(Date.now() + 31_000)
    const sent = vi.fn()
    sendWaiting(at, sent)
    await vi.waitFor(() => expect(sent).toHaveBeenCalledWith(added))
    expect(post).toHaveBeenCalledTimes(2)
    vi.useRealTimers()
  })
})
