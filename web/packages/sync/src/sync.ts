import type { Database } from './database'
import { createKeeper } from './keeper'
import type { Replica, Row } from './replica'

export interface CopyPage<T> {
  items: T[]
  next_cursor: string | null
  seq: number | null
  visibility: string
}

export interface ChangesPage<T> {
  items: { ticket_id: string; version: number; ticket: T | null }[]
  seq: number
  more: boolean
  reset: boolean
  visibility: string
}

export interface SyncOptions<T extends Row> {
  replica: Replica<T>
  database: Database<T> | null
  copy: (cursor: string | null) => Promise<CopyPage<T>>
  changes: (since: number, visibility: string) => Promise<ChangesPage<T>>
  /** Whether trying again can help. */
  passing: (error: unknown) => boolean
  /** The copy holds so many rows, the first in the server's order. */
  limit?: number
  /** Rows that stand on the screen before the copy is open: where it has the same, the same objects stay. */
  shown?: readonly T[]
  /** Runs `task` in one tab at a time. */
  alone?: (name: string, task: () => Promise<void>) => void
}

/** `opening` until what is kept here is shown. `copied`: every row is here (as many as there is room for). */
export interface SyncState {
  phase: 'opening' | 'working' | 'ready' | 'waiting' | 'failed'
  copied: boolean
}

/** Where the copy stands: right up to `seq`. While it is being made, `cursor` leads on. */
interface Place {
  seq: number
  visibility: string
  cursor: string | null
  copied: boolean
}

/** What is the same object is not drawn anew. */
function asShown<T extends Row>(rows: T[], shown: readonly T[] = []): T[] {
  const known = new Map(shown.map((row) => [row.id, row]))
  return rows.map((row) => {
    const before = known.get(row.id)
    return before && JSON.stringify(before) === JSON.stringify(row) ? before : row
  })
}

const LIMIT = 100_000
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000]

/** Makes the copy, and keeps it right whatever was missed. */
export function createSync<T extends Row>(options: SyncOptions<T>) {
  const { replica, database, limit = LIMIT } = options
  const listeners = new Set<() => void>()
  let state: SyncState = { phase: 'opening', copied: false }
  let place: Place | null = null
  let running: Promise<void> | null = null
  let again = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  /** While tickets are read anew: what was seen of them. */
  let seen: Set<string> | null = null
  const keeper = database && createKeeper(database, replica, () => ({ place: seen ? null : place }), options.alone)

  function become(next: Partial<SyncState>): void {
    if (Object.entries(next).every(([name, value]) => state[name as keyof SyncState] === value)) return
    state = { ...state, ...next }
    listeners.forEach((listener) => listener())
  }

  async function open(): Promise<void> {
    if (database) {
      const [rows, meta] = await Promise.all([database.rows(), database.meta()])
      place = (meta['place'] as Place | null | undefined) ?? null
      if (!place && rows.length > 0) seen = new Set()
      replica.put(asShown(rows, options.shown))
    }
    keeper?.start()
    become({ phase: 'working', copied: place?.copied ?? false })
  }

  async function work(): Promise<void> {
    do {
      again = false
      if (!place?.copied) await copy()
      await catchUp()
    } while (again && !stopped)
  }

  async function copy(): Promise<void> {
    let count = 0
    while (!stopped) {
      const page: CopyPage<T> = await options.copy(place?.cursor ?? null)
      if (place && place.visibility !== page.visibility) {
        restart(true)
        continue
      }
      place ??= { seq: page.seq ?? 0, visibility: page.visibility, cursor: null, copied: false }
      place = { ...place, cursor: page.next_cursor }
      page.items.forEach((item) => seen?.add(item.id))
      replica.put(page.items)
      count += page.items.length
      if (page.next_cursor && count < limit) continue
      if (seen && !page.next_cursor) replica.retain(seen)
      seen = null
      place = { ...place, copied: true, cursor: null }
      keeper?.soon()
      return become({ copied: true })
    }
  }

  async function catchUp(): Promise<void> {
    while (!stopped && place) {
      const page = await options.changes(place.seq, place.visibility)
      if (page.reset) {
        restart(page.visibility !== place.visibility)
        await copy()
        continue
      }
      replica.batch(() => page.items.forEach(take))
      const moved = page.seq > place.seq
      place = { ...place, seq: Math.max(place.seq, page.seq) }
      keeper?.soon()
      if (!page.more) return
      // A part of what was written is not to be seen yet.
      if (!moved) await new Promise((resolve) => setTimeout(resolve, RETRY_MS[0]))
    }
  }

  function take(item: ChangesPage<T>['items'][number]): void {
    if (item.ticket) {
      seen?.add(item.ticket_id)
      replica.put([item.ticket])
    } else replica.remove(item.ticket_id, item.version)
  }

  /** The copy is made anew. What is shown stays until it is done, unless it is not for these eyes any more. */
  function restart(forget: boolean): void {
    if (forget) replica.clear()
    place = null
    seen = forget ? null : new Set()
    become({ copied: false })
  }

  function run(): void {
    if (stopped || state.phase === 'opening') return
    if (running) {
      again = true
      return
    }
    clearTimeout(timer)
    become({ phase: 'working' })
    running = work()
      .then(
        () => {
          failures = 0
          become({ phase: 'ready' })
        },
        (error: unknown) => {
          if (!options.passing(error)) return become({ phase: 'failed' })
          become({ phase: 'waiting' })
          timer = setTimeout(run, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)])
        },
      )
      .finally(() => {
        running = null
      })
  }

  /** The copy stands at `after` or later: it is right up to `seq` now. Else something was missed. */
  function advance(after: number | null | undefined, seq: number): void {
    if (!place?.copied || after === null || after === undefined) return
    if (after > place.seq) return run()
    place = { ...place, seq: Math.max(place.seq, seq) }
    keeper?.soon()
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async start(): Promise<void> {
      await open()
      run()
    },
    /** A change came in. */
    heard(change: {
      id: string
      version?: number | null
      ticket?: T | null
      after?: number | null
      seq: number
    }): void {
      if (change.ticket) take({ ticket_id: change.id, version: change.ticket.version, ticket: change.ticket })
      else if (typeof change.version === 'number') replica.remove(change.id, change.version)
      advance(change.after, change.seq)
    },
    /** Changes came that are not for us. */
    position: advance,
    /** Something may have been missed; or try again. */
    catchUp: run,
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await keeper?.stop()
    },
  }
}

export type Sync<T extends Row> = ReturnType<typeof createSync<T>>
