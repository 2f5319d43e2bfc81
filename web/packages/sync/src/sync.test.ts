import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Database, DETAILS_KEPT, openDatabase, wipeDatabase } from './database'
import { type Replica, createReplica } from './replica'
import { type ChangesPage, type Sync, createSync } from './sync'

type Ticket = { id: string; version: number }

/** A server: tickets, and the numbered changes of them. */
function aServer(count: number) {
  const tickets = new Map<string, Ticket>()
  const log: ChangesPage<Ticket>['items'] = []
  const at = { visibility: 'all', from: 0, down: false, copies: 0 }
  const set = (id: string, version: number) => {
    tickets.set(id, { id, version })
    log.push({ ticket_id: id, version, ticket: { id, version } })
    return { id, ticket: { id, version }, after: log.length - 1, seq: log.length }
  }
  const drop = (id: string, version: number) => {
    tickets.delete(id)
    log.push({ ticket_id: id, version, ticket: null })
  }
  const check = async () => {
    if (at.down) throw new Error('down')
  }
  for (let number = 0; number < count; number++) tickets.set(`t${number}`, { id: `t${number}`, version: 1 })
  return {
    ...{ at, set, drop, tickets },
    async copy(cursor: string | null) {
      await check()
      at.copies += 1
      const start = Number(cursor ?? 0)
      const items = [...tickets.values()].slice(start, start + 2)
      const next_cursor = start + 2 < tickets.size ? String(start + 2) : null
      return { items, next_cursor, seq: cursor ? null : log.length, visibility: at.visibility }
    },
    async changes(since: number, visibility: string) {
      await check()
      const reset = visibility !== at.visibility || since < at.from
      const items = reset ? [] : log.slice(since, since + 3)
      const seq = since + items.length
      return { items, seq, more: !reset && seq < log.length, reset, visibility: at.visibility }
    },
  }
}

const open: { sync: Sync<Ticket>; database: Database<Ticket> | null }[] = []
const NAME = 'tessera.test'

async function anApp(server: ReturnType<typeof aServer>, kept = true, shown: Ticket[] = []) {
  const replica: Replica<Ticket> = createReplica<Ticket>()
  const database = kept ? await openDatabase<Ticket>(NAME) : null
  const sync = createSync<Ticket>({
    ...{
      replica,
      database,
      shown,
      copy: (cursor) => server.copy(cursor),
      changes: (since, seen) => server.changes(since, seen),
    },
    passing: (error) => (error as Error).message === 'down',
    alone: (_, task) => void task(),
  })
  open.push({ sync, database })
  await sync.start()
  const versions = () => [...replica.all()].map(({ id, version }) => `${id}@${version}`).sort()
  const isRight = () =>
    expect(versions()).toEqual([...server.tickets.values()].map(({ id, version }) => `${id}@${version}`).sort())
  return { replica, sync, versions, isRight, settled: () => vi.waitFor(() => expect(sync.state().phase).toBe('ready')) }
}

async function closeAll() {
  for (const { sync, database } of open.splice(0)) {
    await sync.stop()
    database?.close()
  }
}

afterEach(async () => {
  await closeAll()
  await wipeDatabase(NAME)
})

describe('a copy', () => {
  it('is made page by page, with what changes meanwhile', async () => {
    const server = aServer(7)
    const app = await anApp(server)
    server.set('t1', 2)
    server.drop('t3', 2)
    server.set('new', 1)
    await app.settled()
    app.isRight()
    expect(app.sync.state().copied).toBe(true)
  })

  it('is read in parts, and whole', async () => {
    const server = aServer(2_500)
    server.at.down = true
    const database = await openDatabase<Ticket>(NAME)
    await database.write({ puts: [...server.tickets.values()], removes: [], meta: {} })
    database.close()
    ;(await anApp(server)).isRight()
  })

  it('opens from what is kept, without the server, and catches up when there is one', async () => {
    const server = aServer(5)
    await (await anApp(server)).settled()
    await closeAll()
    server.set('t0', 2)
    server.drop('t1', 2)
    server.at.down = true
    const app = await anApp(server)
    expect(app.versions()).toEqual(['t0@1', 't1@1', 't2@1', 't3@1', 't4@1'])
    await vi.waitFor(() => expect(app.sync.state()).toEqual({ phase: 'waiting', copied: true }))
    server.at.down = false
    app.sync.catchUp()
    await app.settled()
    app.isRight()
    expect(server.at.copies).toBe(3)
  })

  it('leaves what stands on the screen the object that it is, where it has the same', async () => {
    const server = aServer(3)
    await (await anApp(server)).settled()
    await closeAll()
    server.at.down = true
    const same = { id: 't0', version: 1 }
    const app = await anApp(server, true, [same, { id: 't1', version: 0 }, { id: 'gone', version: 1 }])
    expect(app.replica.get('t0')).toBe(same)
    app.isRight()
  })

  it('that was interrupted goes on where it was', async () => {
    const server = aServer(9)
    const whole = server.copy.bind(server)
    server.copy = async (cursor) => (server.at.copies === 2 ? Promise.reject(new Error('down')) : whole(cursor))
    const first = await anApp(server)
    await vi.waitFor(() => expect(first.sync.state().phase).toBe('waiting'))
    await closeAll()
    server.copy = whole
    const app = await anApp(server)
    await app.settled()
    app.isRight()
    expect(server.at.copies).toBe(5)
  })

  it('of another visibility is dropped at once and made anew', async () => {
    const server = aServer(4)
    const app = await anApp(server)
    await app.settled()
    server.tickets.delete('t2')
    server.at.visibility = 'less'
    app.sync.catchUp()
    await vi.waitFor(app.isRight)
  })

  it('that the log does not reach any more is made anew, and what does not come is dropped', async () => {
    const server = aServer(4)
    await (await anApp(server)).settled()
    await closeAll()
    for (let version = 2; version < 9; version++) server.set('t0', version)
    server.drop('t3', 2)
    server.at.from = 5
    const app = await anApp(server)
    await app.settled()
    app.isRight()
  })
})

describe('what is heard', () => {
  it('is taken in as long as nothing was missed; a gap is asked for', async () => {
    const server = aServer(3)
    const app = await anApp(server)
    await app.settled()
    const asked = vi.spyOn(server, 'changes')
    app.sync.heard(server.set('t0', 2))
    app.isRight()
    expect(asked).not.toHaveBeenCalled()
    server.set('t1', 2)
    app.sync.heard(server.set('t2', 2))
    await vi.waitFor(app.isRight)
    server.set('t1', 3)
    app.sync.position(5, 5)
    await vi.waitFor(app.isRight)
  })

  it('is kept: place and rows go together', async () => {
    const server = aServer(3)
    const app = await anApp(server)
    await app.settled()
    app.sync.heard(server.set('t0', 2))
    app.sync.heard({ id: 't1', version: 5, after: 1, seq: 2 })
    await closeAll()
    server.at.down = true
    expect((await anApp(server)).versions()).toEqual(['t0@2', 't2@1'])
  })
})

it('without a database it works on memory', async () => {
  const app = await anApp(aServer(3), false)
  await app.settled()
  app.isRight()
})

it('an answer that says no is said to have failed, and can be asked again', async () => {
  const server = aServer(3)
  const right = server.copy.bind(server)
  server.copy = () => Promise.reject(new Error('no'))
  const app = await anApp(server)
  await vi.waitFor(() => expect(app.sync.state().phase).toBe('failed'))
  server.copy = right
})

it('the last details stay', async () => {
  const database = await openDatabase<Ticket>(NAME)
  open.push({ sync: { stop: async () => undefined } as Sync<Ticket>, database })
  for (let number = 0; number <= DETAILS_KEPT; number++) await database.keepDetail(`d${number}`, number, number)
  expect([await database.detail('d0'), await database.detail('d1'), await database.detail('none')]).toEqual([
    undefined,
    1,
    undefined,
  ])
})
