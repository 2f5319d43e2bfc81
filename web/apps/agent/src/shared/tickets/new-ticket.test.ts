// @vitest-environment jsdom
import { ApiProblem, type Client, Unreachable } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { queueOf } from '@/shared/replica/queue'
import { replicaOf } from '@/shared/replica/local'
import { hearMarks, isUnread, openUnread, useUnread } from '@/shared/unread'
import { aTicket } from '@/testing/factories'
import {
  type Begun,
  bodyOf,
  bringForward,
  createTicket,
  giveBack,
  keepBegun,
  nothingBegun,
  readBegun,
} from './new-ticket'

const begun: Begun = {
  ...nothingBegun('me'),
  email: ' ada@customer.example',
  name: 'Ada',
  subject: 'A call',
  message: 'The lamp is dark.\n',
  tags: ['lamp'],
}
const body = bodyOf('new', begun, ['plan'])

describe('a ticket that is taken down', () => {
  beforeEach(() => localStorage.clear())

  it('is kept until it is created or discarded, each agent their own', () => {
    keepBegun('me', begun)
    expect(readBegun('me')).toEqual(begun)
    expect(readBegun('you')).toEqual(nothingBegun('you'))
    keepBegun('me', nothingBegun('me'))
    expect(localStorage).toHaveLength(0)
  })

  it('is handed over without the blanks around it, with the fields of the form', () => {
    expect(body).toMatchObject({
      id: 'new',
      requester: { email: 'ada@customer.example', name: 'Ada' },
      message: { text: 'The lamp is dark.' },
      assignee_id: 'me',
      tags: ['lamp'],
      fields: { plan: null },
    })
  })

  it('comes back when it is refused, behind what was begun since', () => {
    keepBegun('me', { ...begun, subject: 'The next call' })
    giveBack('me', body)
    expect(readBegun('me').subject).toBe('The next call')
    keepBegun('me', nothingBegun('me'))
    expect(readBegun('me')).toMatchObject({ subject: 'A call', email: 'ada@customer.example', tags: ['lamp'] })
  })

  it('is the next to go on with if somebody wants that, with what was wrong; nothing else is lost', () => {
    const errors = [{ field: 'fields.plan', message: 'No.' }]
    keepBegun('me', { ...begun, subject: 'The next call' })
    giveBack('me', { ...body, id: 'one', subject: 'One' })
    giveBack('me', { ...body, id: 'two', subject: 'Two' }, errors)
    bringForward('me', 'two')
    expect(readBegun('me')).toMatchObject({ subject: 'Two', refused: { errors } })
    expect(bodyOf('new', readBegun('me'), [])).not.toHaveProperty('refused')
    const left = [1, 2, 3].map(() => {
      const { subject } = readBegun('me')
      keepBegun('me', nothingBegun('me'))
      return subject
    })
    expect(left).toEqual(['Two', 'The next call', 'One'])
  })
})

describe('creating it', () => {
  const made = aTicket({ id: 'new', number: 7 })
  beforeEach(() => {
    localStorage.clear()
    openUnread({ id: 'me', created_at: '2026-01-01T00:00:00.000Z' }, Date.parse(made.last_message_at))
    hearMarks({}, null)
  })
  const desk = (answer: Client['createTicket']) => ({
    client: new QueryClient(),
    api: { createTicket: answer } as Client,
    me: 'me',
  })

  it('shows it in the lists at once', async () => {
    const at = desk(async () => made)
    expect(await createTicket(at, body)).toEqual(made)
    expect(replicaOf(at.client).get('new')).toEqual(made)
    expect(isUnread(useUnread.getState(), made)).toBe(false)
  })

  it('waits for the network with everything else, and is created once it is back', async () => {
    let online = false
    const asked: string[] = []
    const at = desk(async ({ id }) => {
      if (!online) throw new Unreachable('no network')
      asked.push(id)
      return made
    })
    const queue = queueOf(at.client, at.api)
    const settled: string[] = []
    queue.onSettled((entry, fate) => settled.push(`${entry.act.kind} ${fate.kind}`))
    expect(await createTicket(at, body)).toBeNull()
    await vi.waitFor(() => expect(queue.state().waits).toBe(true))
    online = true
    queue.wake()
    await vi.waitFor(() => expect(replicaOf(at.client).get('new')).toEqual(made))
    expect(asked).toEqual(['new'])
    expect(isUnread(useUnread.getState(), made)).toBe(false)
    expect(settled).toEqual(['create sent'])
  })

  it('is told of where the network is back at once, too', async () => {
    let asked = 0
    const at = desk(async () => {
      if ((asked += 1) === 1) throw new Unreachable('no network')
      return made
    })
    const settled: string[] = []
    queueOf(at.client, at.api).onSettled((entry, fate) => settled.push(`${entry.act.kind} ${fate.kind}`))
    expect(await createTicket(at, body)).toBeNull()
    await vi.waitFor(() => expect(settled).toEqual(['create sent']))
    expect(asked).toBe(2)
  })

  it('says what the server has against it', async () => {
    const { errors, ...rest } = { type: '', title: '', detail: '', instance: '', correlation_id: '', errors: [] }
    const no = new ApiProblem({ ...rest, status: 422, errors, current: null })
    await expect(
      createTicket(
        desk(() => Promise.reject(no)),
        body,
      ),
    ).rejects.toBe(no)
  })
})
