import { describe, expect, it, vi } from 'vitest'
import { createReplica } from './replica'

type Ticket = { id: string; version: number; status: string; at: number }
const ticket = (id: string, version = 1, fields: Partial<Ticket> = {}): Ticket => ({
  id,
  version,
  status: 'open',
  at: 0,
  ...fields,
})
const byTime = (a: Ticket, b: Ticket) => b.at - a.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const isOpen = (row: Ticket) => row.status === 'open'

describe('a replica', () => {
  it('keeps the newest, whatever comes when', () => {
    const replica = createReplica<Ticket>()
    replica.put([ticket('a', 3), ticket('a', 2, { status: 'old' })])
    expect(replica.get('a')).toEqual(ticket('a', 3))
    replica.remove('a', 2)
    expect(replica.size()).toBe(1)
    replica.remove('a', 4)
    replica.put([ticket('a', 4)])
    expect(replica.get('a')).toBeUndefined()
    replica.put([ticket('a', 5)])
    expect(replica.get('a')?.version).toBe(5)
  })

  it('shows what is laid over a row until it is lifted, also over newer rows', () => {
    const replica = createReplica<Ticket>()
    replica.put([ticket('a')])
    replica.overlay('one', 'a', { status: 'closed' })
    replica.overlay('two', 'a', { at: 7 })
    replica.put([ticket('a', 2, { at: 1 })])
    expect(replica.get('a')).toEqual(ticket('a', 2, { status: 'closed', at: 7 }))
    expect(replica.base('a')).toEqual(ticket('a', 2, { at: 1 }))
    replica.lift('one')
    replica.lift('two')
    expect(replica.get('a')).toBe(replica.base('a'))
  })

  it('shows a guess until something newer comes', () => {
    const replica = createReplica<Ticket>()
    replica.put([ticket('a'), ticket('b')])
    for (const id of ['a', 'b']) replica.overlay('many', id, { status: 'closed' }, true)
    replica.put([ticket('a', 2)])
    expect([replica.get('a')?.status, replica.get('b')?.status]).toEqual(['open', 'closed'])
    replica.lift('many', new Set(['a']))
    expect(replica.get('b')?.status).toBe('closed')
    replica.lift('many', new Set(['b']))
    expect(replica.get('b')?.status).toBe('open')
  })

  it('names what has to be kept, and a guess is not that', () => {
    const replica = createReplica<Ticket>()
    const kept = vi.fn()
    replica.onBase(kept)
    replica.put([ticket('a')])
    replica.put([ticket('a', 1, { status: 'guessed' })])
    replica.overlay('one', 'a', { status: 'closed' })
    expect(kept.mock.calls).toEqual([['a']])
    replica.retain(new Set())
    expect(kept).toHaveBeenCalledTimes(2)
  })
})

describe('a live query', () => {
  it('follows its rows, and is the same while nothing in it changes', () => {
    const replica = createReplica<Ticket>()
    replica.put([ticket('a', 1, { at: 1 }), ticket('b', 1, { at: 2 }), ticket('c', 1, { status: 'closed' })])
    const query = replica.query({ matches: isOpen, compare: byTime, groupOf: (row) => String(row.at) })
    const listener = vi.fn()
    const stop = query.subscribe(listener)
    const ids = () => query.result().rows.map((row) => row.id)
    expect(ids()).toEqual(['b', 'a'])
    const before = query.result()
    replica.put([ticket('c', 2, { status: 'closed', at: 9 })])
    expect(query.result()).toBe(before)
    replica.put([ticket('c', 3, { at: 1 })])
    expect(ids()).toEqual(['b', 'a', 'c'])
    expect(query.result().groups).toEqual([
      { key: '2', start: 0, count: 1 },
      { key: '1', start: 1, count: 2 },
    ])
    expect(listener).toHaveBeenCalledTimes(1)
    stop()
    replica.remove('b')
    expect(ids()).toEqual(['a', 'c'])
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('tells once of a batch', () => {
    const replica = createReplica<Ticket>()
    const count = replica.count(isOpen)
    const listener = vi.fn()
    count.subscribe(listener)
    replica.batch(() => {
      replica.put([ticket('a')])
      replica.put([ticket('a', 2, { status: 'closed' }), ticket('b')])
    })
    expect([count.result(), listener.mock.calls.length]).toEqual([1, 1])
  })

  it('is what sorting anew would give, whatever happens', () => {
    let seed = 7
    const random = (most: number) => (seed = (seed * 48271) % 2147483647) % most
    const replica = createReplica<Ticket>()
    const query = replica.query({ matches: isOpen, compare: byTime })
    const count = replica.count(isOpen)
    query.subscribe(() => undefined)
    count.subscribe(() => undefined)
    for (let step = 0; step < 2000; step++) {
      const id = `t${random(60)}`
      const act = random(6)
      if (act < 3) replica.put([ticket(id, random(50), { at: random(9), status: random(3) ? 'open' : 'closed' })])
      if (act === 3) replica.remove(id, random(50))
      if (act === 4) replica.overlay(`o${random(9)}`, id, { at: random(9), status: random(2) ? 'open' : 'closed' })
      if (act === 5) replica.lift(`o${random(9)}`)
      const wanted = [...replica.all()].filter(isOpen).sort(byTime)
      expect(query.result().rows).toEqual(wanted)
      expect(count.result()).toBe(wanted.length)
    }
  })
})

describe('an index', () => {
  const byStatus = (replica: ReturnType<typeof createReplica<Ticket>>) => {
    const of = replica.index((row) => (row.status === 'none' ? null : row.status))
    return (status: string) => of(status).map(({ id }) => id)
  }

  it('has the rows of a key, also as they change', () => {
    const replica = createReplica<Ticket>()
    replica.put([ticket('a'), ticket('b'), ticket('c', 1, { status: 'none' })])
    const of = byStatus(replica)
    expect(of('open')).toEqual(['a', 'b'])
    expect(of('none')).toEqual([])
    replica.put([ticket('a', 2, { status: 'closed' }), ticket('c', 2), ticket('d')])
    replica.remove('b')
    expect(of('open')).toEqual(['c', 'd'])
    replica.overlay('guess', 'a', { status: 'open' })
    expect(of('open')).toEqual(['c', 'd', 'a'])
    replica.lift('guess')
    expect(of('closed')).toEqual(['a'])
    replica.clear()
    expect(of('open')).toEqual([])
  })

  it('spares a list the look at every row', () => {
    const replica = createReplica<Ticket>()
    replica.put([ticket('a', 1, { at: 1 }), ticket('b'), ticket('c', 1, { status: 'closed' })])
    const of = replica.index((row) => row.status)
    const matches = vi.fn((row: Ticket) => row.status === 'closed')
    const list = replica.query({ matches, compare: byTime, among: () => of('closed') })
    expect(list.result().rows.map(({ id }) => id)).toEqual(['c'])
    expect(matches).toHaveBeenCalledTimes(1)
    list.subscribe(vi.fn())
    replica.put(
      Array.from({ length: 20 }, (_, at) => ticket(`x${String(at).padStart(2, '0')}`, 1, { status: 'closed' })),
    )
    expect(list.result().rows).toHaveLength(21)
    replica.put([ticket('a', 2, { status: 'closed', at: 1 })])
    expect(list.result().rows[0]!.id).toBe('a')
  })
})
