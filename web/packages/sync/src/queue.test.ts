import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Database, openDatabase, wipeDatabase } from './database'
import { aDrawer } from './drawer.fake'
import type { Channel, Entry } from './entry'
import type { Parting } from './parting'
import { type Queue, createQueue } from './queue'
import { createReplica } from './replica'

type Ticket = { id: string; version: number; status: string; priority: string; last?: string }
type Act = Partial<Ticket>
type Sent = { id: string; ticket: string; act: Act; version: number | undefined }

class Down extends Error {}
class Refused extends Error {}
class Busy extends Error {}

/** A server that knows what it did by its key, refuses what somebody else changed, and can be away. */
function aServer() {
  const tickets = new Map<string, Ticket & { changed: Record<string, number> }>()
  const done = new Set<string>()
  const asked: Sent[] = []
  const at = { fault: null as Error | null, loses: 0 }
  for (const id of ['a', 'b']) tickets.set(id, { id, version: 1, status: 'open', priority: 'normal', changed: {} })
  const now = (id: string): Ticket => {
    const { changed: _, ...row } = tickets.get(id)!
    return row
  }
  function change(id: string, act: Act, version?: number): Ticket {
    const ticket = tickets.get(id)!
    if (Object.keys(act).some((field) => (ticket.changed[field] ?? 0) > (version ?? Infinity))) throw new Refused()
    ticket.version += 1
    Object.assign(ticket, act)
    for (const field of Object.keys(act)) ticket.changed[field] = ticket.version
    return now(id)
  }
  async function send({ id, ticket, act }: Entry<Ticket, Act>, version?: number): Promise<Ticket> {
    asked.push({ id, ticket, act, version })
    await Promise.resolve()
    if (at.fault) throw at.fault
    const row = done.has(id) ? now(ticket) : change(ticket, act, version)
    done.add(id)
    if (at.loses-- > 0) throw new Down()
    return row
  }
  return { at, asked, send, change, now }
}

/** Pages of one browser: one leads, the next when it is gone. */
function aBrowser() {
  const pages: Channel[] = []
  const waiting: (() => Promise<void>)[] = []
  let busy = false
  async function turn(): Promise<void> {
    const task = busy ? undefined : waiting.shift()
    if (!task) return
    busy = true
    await task()
    busy = false
    await turn()
  }
  return {
    alone: (_: string, task: () => Promise<void>) => {
      waiting.push(task)
      void turn()
    },
    channel(): Channel {
      const mine: Channel = {
        onmessage: null,
        postMessage(word) {
          const data: unknown = structuredClone(word)
          for (const page of pages) if (page !== mine) queueMicrotask(() => page.onmessage?.({ data } as MessageEvent))
        },
        close: () => void pages.splice(pages.indexOf(mine), 1),
      }
      pages.push(mine)
      return mine
    },
  }
}

const NAME = 'tessera.queue-test'
let server: ReturnType<typeof aServer>
let browser: ReturnType<typeof aBrowser>
const opened: { queue: Queue<Ticket, Act, string>; database: Database<Ticket> }[] = []
let made = 0

async function aPage(more: { allowed?: () => Promise<boolean>; parting?: Parting } = {}) {
  const replica = createReplica<Ticket>()
  replica.put([server.now('a'), server.now('b')])
  const database = await openDatabase<Ticket>(NAME)
  const queue = createQueue<Ticket, Act, string>({
    ...{ replica, database, send: server.send, newId: () => `id${++made}` },
    hindrance: (error) =>
      error instanceof Down ? { all: true } : error instanceof Busy ? { all: false, afterMs: 60 } : null,
    refusal: (error) => ({ row: server.now('a'), reason: (error as Error).constructor.name }),
    channel: browser.channel(),
    alone: browser.alone,
    ...more,
  })
  const refused: string[] = []
  queue.onSettled((_, fate) => fate.kind === 'refused' && refused.push(fate.reason))
  await queue.start()
  const page = { queue, database, replica, refused }
  opened.push(page)
  const act = (ticket: string, shown: Act) => {
    const version = replica.base(ticket)!.version
    return queue.add({
      ticket,
      act: shown,
      shown,
      seen: Object.fromEntries(Object.keys(shown).map((f) => [f, version])),
    })
  }
  return { ...page, act, left: () => queue.state().entries.length }
}

/** The page is gone, whatever it was at; what it wrote stays. */
async function leave({ queue, database }: { queue: Queue<Ticket, Act, string>; database: Database<Ticket> }) {
  await queue.stop()
  database.close()
}

beforeEach(() => {
  server = aServer()
  browser = aBrowser()
})
afterEach(async () => {
  vi.useRealTimers()
  for (const page of opened.splice(0)) await leave(page)
  await wipeDatabase(NAME)
})

it('is not lost when its page goes before it is written', async () => {
  const { parting, goes } = aDrawer()
  const page = await aPage({ parting })
  server.at.fault = new Down()
  await page.act('b', { status: 'pending' }).fate
  const write = vi.spyOn(page.database, 'enqueue')
  // One is written after all, one is not.
  const written = page.act('b', { priority: 'high' })
  goes()
  await written.fate
  write.mockImplementationOnce(() => new Promise(() => undefined))
  page.act('a', { status: 'pending' })
  goes()
  server.at.fault = null
  opened.splice(0)
  page.database.close()
  browser = aBrowser()
  const next = await aPage({ parting })
  await vi.waitFor(() => expect(server.now('a').status).toBe('pending'))
  await vi.waitFor(async () => expect(await next.database.waiting()).toEqual([]))
})

it('is sent when it is written down, and shows before', async () => {
  const page = await aPage()
  const write = vi.spyOn(page.database, 'enqueue')
  const { fate } = page.act('a', { status: 'pending' })
  expect([page.replica.get('a')?.status, page.left(), server.asked.length]).toEqual(['pending', 1, 0])
  expect(await fate).toMatchObject({ kind: 'sent', row: { status: 'pending', version: 2 }, tried: false })
  expect(write).toHaveBeenCalledOnce()
  await vi.waitFor(async () => expect(await page.database.waiting()).toEqual([]))
  expect(page.replica.base('a')?.status).toBe('pending')
})

it('survives a reload without a network, shows again, and goes out in its order', async () => {
  server.at.fault = new Down()
  const before = await aPage()
  const fates = [before.act('a', { status: 'pending' }), before.act('b', { priority: 'high' })]
  for (const { fate } of fates) expect(await fate).toEqual({ kind: 'waiting' })
  expect(before.queue.state().waits).toBe(true)
  await before.act('a', { status: 'closed' }).fate
  await leave(before)
  const after = await aPage()
  expect([after.replica.get('a')?.status, after.replica.get('b')?.priority, after.left()]).toEqual([
    'closed',
    'high',
    3,
  ])
  server.at.fault = null
  server.asked.length = 0
  expect(await after.queue.flush()).toBe(0)
  expect(server.asked.map(({ ticket, act }) => [ticket, ...Object.values(act)])).toEqual([
    ['a', 'pending'],
    ['b', 'high'],
    ['a', 'closed'],
  ])
  expect(after.replica.base('a')).toMatchObject({ status: 'closed', version: 3 })
  expect(after.refused).toEqual([])
})

it('a change of one own field is based on what its author saw, not on others’ news', async () => {
  server.at.fault = new Down()
  const page = await aPage()
  await page.act('a', { status: 'pending' }).fate
  await page.act('a', { priority: 'high' }).fate
  server.change('a', { priority: 'low' })
  page.replica.put([server.now('a')])
  server.at.fault = null
  expect(await page.queue.flush()).toBe(0)
  expect(server.now('a')).toMatchObject({ status: 'pending', priority: 'low' })
  expect([page.refused, page.replica.get('a')?.priority]).toEqual([['Refused'], 'low'])
})

it('what is refused at once is told to who asked, and those behind it go on', async () => {
  const page = await aPage()
  server.change('a', { status: 'closed' })
  const [first, second] = [page.act('a', { status: 'pending' }), page.act('a', { priority: 'high' })]
  expect(await first.fate).toMatchObject({ kind: 'refused', reason: 'Refused', row: { status: 'closed' } })
  expect(await second.fate).toMatchObject({ kind: 'sent' })
  expect([page.replica.get('a'), page.refused]).toMatchObject([{ status: 'closed', priority: 'high' }, []])
})

it('an answer that was lost is asked for again under the same key: it is done once', async () => {
  const page = await aPage()
  server.at.loses = 1
  await page.act('a', { status: 'pending' }).fate
  server.change('a', { status: 'closed' })
  expect(await page.queue.flush()).toBe(0)
  expect(new Set(server.asked.map(({ id }) => id)).size).toBe(1)
  expect([server.now('a').status, page.replica.get('a')?.status, page.refused]).toEqual(['closed', 'closed', []])
})

it('a server that fails is asked again after a while, and other tickets do not wait', async () => {
  const page = await aPage()
  server.at.fault = new Busy()
  expect(await page.act('a', { status: 'pending' }).fate).toEqual({ kind: 'waiting' })
  server.at.fault = null
  expect(await page.act('b', { status: 'pending' }).fate).toMatchObject({ kind: 'sent' })
  expect(page.left()).toBe(1)
  await vi.waitFor(() => expect(page.left()).toBe(0), 3_000)
  expect([server.now('a').status, page.queue.state().waits]).toEqual(['pending', false])
})

it('taking back what is not sent takes it out; what is being sent is waited for', async () => {
  const page = await aPage()
  const sent = page.act('a', { status: 'pending' })
  await sent.fate
  expect(await page.queue.take(sent.id)).toMatchObject({ kind: 'sent' })
  server.at.fault = new Down()
  const waiting = page.act('a', { status: 'closed' })
  await waiting.fate
  expect(await page.queue.take(waiting.id)).toEqual({ kind: 'dropped' })
  expect([page.replica.get('a')?.status, page.left(), await page.database.waiting()]).toEqual(['pending', 0, []])
})

it('one page sends for all; another hands over, hears what becomes of it, and takes over', async () => {
  const [first, second] = [await aPage(), await aPage()]
  expect(await second.act('a', { status: 'pending' }).fate).toMatchObject({ kind: 'sent' })
  expect(first.replica.base('a')?.status).toBe('pending')
  server.at.fault = new Down()
  const waiting = second.act('b', { status: 'pending' })
  expect(await waiting.fate).toEqual({ kind: 'waiting' })
  expect([first.replica.get('b')?.status, first.queue.state().waits]).toEqual(['pending', true])
  const unwanted = second.act('a', { priority: 'high' })
  await unwanted.fate
  expect(await second.queue.take(unwanted.id)).toEqual({ kind: 'dropped' })
  expect(first.left()).toBe(1)
  await leave(first)
  opened.splice(0, 1)
  server.at.fault = null
  await vi.waitFor(() => expect(second.left()).toBe(0))
  expect([server.now('b').status, server.now('a').priority]).toEqual(['pending', 'normal'])
})

it('a page that does not send can have it tried at once, and a refusal is told where it was done', async () => {
  const [first, second] = [await aPage(), await aPage()]
  server.at.fault = new Down()
  await second.act('a', { status: 'pending' }).fate
  server.change('a', { status: 'closed' })
  server.at.fault = null
  expect(await second.queue.flush()).toBe(0)
  expect([second.refused, first.refused]).toEqual([['Refused'], []])
  expect([first, second].map(({ replica }) => replica.get('a')?.status)).toEqual(['closed', 'closed'])
})

it('what is behind waits until the ticket is clear, or says that it has to wait', async () => {
  const page = await aPage()
  const fate = page.act('a', { status: 'pending' })
  expect(await page.queue.clear('a')).toBe(true)
  expect(server.now('a').status).toBe('pending')
  await fate.fate
  server.at.fault = new Down()
  void page.act('a', { status: 'closed' })
  expect([await page.queue.clear('a'), await page.queue.clear('b')]).toEqual([false, true])
})

it('sends nothing in the name of somebody else', async () => {
  const page = await aPage({ allowed: () => Promise.resolve(false) })
  expect(await page.act('a', { status: 'pending' }).fate).toEqual({ kind: 'waiting' })
  expect(await page.queue.flush()).toBe(1)
  expect(server.asked).toEqual([])
})

it('a browser that cannot write sends from memory', async () => {
  const page = await aPage()
  vi.spyOn(page.database, 'enqueue').mockRejectedValue(new Error('full'))
  expect(await page.act('a', { status: 'pending' }).fate).toMatchObject({ kind: 'sent' })
})
