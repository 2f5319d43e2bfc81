import type { Done, Entry, Fate, Item, QueueOptions, QueueState, Word } from './entry'
import { aloneInBrowser } from './keeper'
import { createPatience } from './patience'
import type { Row } from './replica'
import { rebase, versionOf } from './versions'

const FATES_KEPT = 200

/**
 * What one does, kept in the browser until the server has it. Shown at once; written down before it is sent; sent by one
 * page of the browser, in order, again and again until there is an answer. The other pages hand over through the database.
 */
export function createQueue<T extends Row, Act, Reason = unknown>(options: QueueOptions<T, Act, Reason>) {
  type Settled = Fate<T, Reason>
  const { replica, database, channel } = options
  const page = options.newId()
  let items: Item<T, Act>[] = []
  let state: QueueState<T, Act> = { entries: [], waits: false }
  const listeners = new Set<() => void>()
  const hearers = new Set<(entry: Entry<T, Act>, fate: Settled) => void>()
  /** What is known of entries of this page, and who waits to know: the first word, and the last. */
  const fates = new Map<string, Settled>()
  const first = new Map<string, (fate: Settled) => void>()
  const last = new Map<string, ((fate: Settled) => void)[]>()
  const patience = createPatience(wake)
  let running = false
  let again = false
  let leading = false
  let stopped = false
  let release: () => void = () => undefined
  let unwatch: (() => void) | undefined

  const entryFor = (what: Done<T, Act>): Entry<T, Act> => ({ ...what, id: options.newId(), at: Date.now(), page })
  const entryOf = ({ entry }: Item<T, Act>) => entry
  const find = (id: string) => items.find(({ entry }) => entry.id === id)
  const say = (word: Word<T, Act, Reason>) => channel?.postMessage(word)

  function changed(): void {
    state = { entries: items.map(entryOf), waits: items.some(({ waits }) => waits) }
    listeners.forEach((listener) => listener())
  }

  /** Takes an entry in. Those that are written come in the database's order. */
  function take(entry: Entry<T, Act>, key: number | undefined, live: boolean): Item<T, Act> {
    const item = { entry, key, written: Promise.resolve(), live, waits: false, sending: false, unwanted: false }
    items = [...items, item]
    arrange()
    replica.overlay(entry.id, entry.ticket, entry.shown)
    changed()
    return item
  }

  function arrange(): void {
    items = items.toSorted((one, other) => (one.key ?? Infinity) - (other.key ?? Infinity) || 0)
  }

  async function write(item: Item<T, Act>): Promise<void> {
    // A browser that cannot write still works on its memory.
    item.key = await database?.enqueue(item.entry).catch(() => undefined)
    arrange()
    say({ added: item.entry, key: item.key })
  }

  function begin(entry: Entry<T, Act>, live: boolean): void {
    const item = take(entry, undefined, live)
    item.written = write(item).then(run)
  }

  /** What other pages, and this one before it was opened anew, have written down. */
  async function load(): Promise<void> {
    const known = items.filter(({ key }) => key !== undefined)
    const kept = (await database?.waiting().catch(() => null)) ?? null
    if (!kept) return
    const keys = new Set(kept.map(({ key }) => key))
    for (const { entry, key } of known) if (!keys.has(key!)) settle(entry.id, { kind: 'dropped' })
    for (const { key, value } of kept) {
      const entry = value as Entry<T, Act>
      if (!find(entry.id) && !stopped) take(entry, key, false)
    }
  }

  function run(): void {
    if (!leading || stopped) return
    if (running) again = true
    else void passes()
  }

  async function passes(): Promise<void> {
    running = true
    do {
      again = false
      await pass()
    } while (again && !stopped)
    running = false
    if (!stopped) patience.rest()
  }

  /** Sends what can be sent: after an attempt that has to be made again, nothing of the same ticket. */
  async function pass(): Promise<void> {
    for (let item = next(); item && !stopped; item = next()) await attempt(item)
    const waiting = items.filter(({ entry }) => patience.holds(entry.ticket)).map(({ entry }) => entry.id)
    if (waiting.length === 0) return
    say({ waits: waiting })
    wait(waiting)
  }

  const next = () => items.find(({ entry }) => !patience.holds(entry.ticket))

  async function attempt(item: Item<T, Act>): Promise<void> {
    await item.written
    if (!items.includes(item) || next() !== item) return
    const { entry } = item
    item.sending = true
    try {
      if (options.allowed && !(await options.allowed())) return patience.hold(entry.ticket, { all: true })
      const before = replica.base(entry.ticket)
      const row = await options.send(entry, versionOf(entry))
      await conclude(item, { kind: 'sent', row, before, tried: entry.tried ?? false })
    } catch (error) {
      await failed(item, error)
    } finally {
      item.sending = false
    }
  }

  async function failed(item: Item<T, Act>, error: unknown): Promise<void> {
    const hindrance = options.hindrance(error)
    if (!hindrance) return conclude(item, { kind: 'refused', ...options.refusal(error) })
    // It may have been done all the same: then the news of the ticket say so.
    if (item.unwanted) return conclude(item, { kind: 'dropped' })
    item.entry.tried = true
    patience.hold(item.entry.ticket, hindrance)
    if (item.key !== undefined) await database?.requeue([{ key: item.key, value: item.entry }]).catch(() => undefined)
  }

  async function conclude(item: Item<T, Act>, fate: Settled): Promise<void> {
    const later = fate.kind === 'sent' ? rebase(items, item.entry, fate.row.version) : []
    settle(item.entry.id, fate)
    say({ settled: item.entry.id, fate })
    if (item.key !== undefined) await database?.dequeue(item.key, later).catch(() => undefined)
  }

  function wait(ids: string[]): void {
    for (const id of ids) {
      const item = find(id)
      if (item) item.waits = true
      first.get(id)?.({ kind: 'waiting' })
      first.delete(id)
    }
    changed()
  }

  /** It is known what became of it: it does not lie over its ticket any more. */
  function settle(id: string, fate: Settled): void {
    const item = find(id)
    if (!item) return
    items = items.filter((each) => each !== item)
    replica.batch(() => {
      if ('row' in fate && fate.row) replica.put([fate.row])
      replica.lift(id)
    })
    const unheard = first.get(id)
    first.delete(id)
    unheard?.(fate)
    last.get(id)?.forEach((tell) => tell(fate))
    last.delete(id)
    if (item.entry.page === page) fates.set(id, fate)
    if (fates.size > FATES_KEPT) fates.delete(fates.keys().next().value!)
    const ours = item.entry.page === page ? !unheard : leading && !item.live
    if (ours) hearers.forEach((listener) => listener(item.entry, fate))
    changed()
  }

  /** Tries at once: there may be a connection again. */
  function wake(): void {
    patience.end()
    if (leading) run()
    else say({ wake: true })
  }

  async function drop(item: Item<T, Act>): Promise<void> {
    item.unwanted = true
    await item.written
    if (item.sending || !items.includes(item)) return
    await conclude(item, { kind: 'dropped' })
    patience.free(item.entry.ticket)
    run()
  }

  function heard(word: Word<T, Act, Reason>): void {
    if ('added' in word && !find(word.added.id)) {
      take(word.added, word.key, true)
      run()
    } else if ('waits' in word) wait(word.waits)
    else if ('settled' in word) {
      const sent = find(word.settled)
      if (sent && word.fate.kind === 'sent') rebase(items, sent.entry, word.fate.row.version)
      settle(word.settled, word.fate)
    } else if ('take' in word && leading) {
      const item = find(word.take)
      if (item) void drop(item)
    } else if ('wake' in word && leading) wake()
  }

  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  /** Once nothing is before it of this ticket. False: what is there has to wait. */
  async function clear(ticket: string): Promise<boolean> {
    for (;;) {
      const mine = items.filter(({ entry }) => entry.ticket === ticket)
      if (mine.length === 0) return true
      if (mine.some(({ waits }) => waits)) return false
      await new Promise<void>((resolve) => {
        const stop = subscribe(() => {
          stop()
          resolve()
        })
      })
    }
  }

  return {
    state: () => state,
    subscribe,
    /** Hears what became of things whose author was told before that they wait. */
    onSettled(listener: (entry: Entry<T, Act>, fate: Settled) => void) {
      hearers.add(listener)
      return () => void hearers.delete(listener)
    },
    async start(): Promise<void> {
      if (channel) channel.onmessage = ({ data }) => !stopped && heard(data as Word<T, Act, Reason>)
      unwatch = options.parting?.watch(() =>
        items.filter(({ key, live, entry }) => key === undefined && (!live || entry.page === page)).map(entryOf),
      )
      await load()
      // What a page that is gone had no time to write down; where it had, it is loaded.
      const left = (options.parting?.collect() ?? []) as Entry<T, Act>[]
      for (const entry of left) if (!find(entry.id)) begin(entry, false)
      const lead = async () => {
        if (stopped) return
        await load()
        leading = true
        run()
        return new Promise<void>((resolve) => {
          release = resolve
        })
      }
      if (database) (options.alone ?? aloneInBrowser)(`${database.name}.queue`, lead)
      else void lead()
    },
    /** Shows it, writes it down and has it sent. The first word of what becomes of it, which may be that it waits. */
    add(what: Done<T, Act>): { id: string; fate: Promise<Settled> } {
      const entry = entryFor(what)
      const fate = new Promise<Settled>((resolve) => first.set(entry.id, resolve))
      begin(entry, true)
      return { id: entry.id, fate }
    },
    /** The same for what its author was told of already that it waits: `onSettled` hears what becomes of it. */
    leave: (what: Done<T, Act>): void => begin(entryFor(what), true),
    /** Takes it out if it is not sent yet. What became of it in the end. */
    async take(id: string): Promise<Settled> {
      const item = find(id)
      if (!item) return fates.get(id) ?? { kind: 'dropped' }
      const fate = new Promise<Settled>((resolve) => last.set(id, [...(last.get(id) ?? []), resolve]))
      if (leading) await drop(item)
      else say({ take: id })
      return fate
    },
    /** Whether something of this ticket is not sent yet. */
    holds: (ticket: string): boolean => items.some(({ entry }) => entry.ticket === ticket),
    clear,
    wake,
    /** Tries once more; how many are left. */
    async flush(): Promise<number> {
      await Promise.all(items.map(({ written }) => written))
      items.forEach((item) => (item.waits = false))
      wake()
      await Promise.all([...new Set(items.map(({ entry }) => entry.ticket))].map((ticket) => clear(ticket)))
      return items.length
    },
    async stop(): Promise<void> {
      stopped = true
      patience.stop()
      await Promise.all(items.map(({ written }) => written))
      unwatch?.()
      replica.batch(() => items.forEach(({ entry }) => replica.lift(entry.id)))
      items = []
      changed()
      channel?.close()
      release()
    },
  }
}

export type Queue<T extends Row, Act, Reason> = ReturnType<typeof createQueue<T, Act, Reason>>
