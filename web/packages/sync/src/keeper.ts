import type { Database } from './database'
import type { Replica, Row } from './replica'

const SOON_MS = 200
const MOST_AT_ONCE = 2_000

/** Web Locks where there are any: the lock is held until the task ends, and goes to the next tab then. */
export function aloneInBrowser(name: string, task: () => Promise<void>): void {
  if (typeof navigator !== 'undefined' && 'locks' in navigator) void navigator.locks.request(name, task)
  else void task()
}

/**
 * Writes what changed in a replica down, in one tab. Rows and place go together, so that what is kept is right up to where
 * it says it stands. Another tab notes what it would write, for when its turn comes.
 */
export function createKeeper<T extends Row>(
  database: Database<T>,
  replica: Replica<T>,
  meta: () => Record<string, unknown>,
  alone: (name: string, task: () => Promise<void>) => void = aloneInBrowser,
) {
  const dirty = new Set<string>()
  let mine = false
  let release: () => void = () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing = Promise.resolve()
  let stopListening: () => void = () => undefined
  let moved = false
  let stopped = false

  function soon(): void {
    moved = true
    if (mine && !stopped) timer ??= setTimeout(flush, SOON_MS)
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (!mine || (dirty.size === 0 && !moved)) return
    const ids = [...dirty].slice(0, MOST_AT_ONCE)
    ids.forEach((id) => dirty.delete(id))
    const rows = ids.map((id) => [id, replica.base(id)] as const)
    const batch = {
      puts: rows.flatMap(([, row]) => row ?? []),
      removes: rows.flatMap(([id, row]) => (row ? [] : [id])),
      // The place is right only with every row that led to it.
      meta: dirty.size === 0 ? meta() : {},
    }
    if (dirty.size === 0) moved = false
    // A browser that cannot write (full, or wiped by another tab) still works on its memory.
    writing = writing.then(() => database.write(batch)).catch(() => undefined)
    if (dirty.size > 0) soon()
  }

  return {
    start() {
      stopListening = replica.onBase((id) => {
        dirty.add(id)
        soon()
      })
      alone(`${database.name}.keeper`, () => {
        if (stopped) return Promise.resolve()
        mine = true
        soon()
        return new Promise((resolve) => {
          release = resolve
        })
      })
      if (typeof addEventListener !== 'undefined') addEventListener('pagehide', flush)
    },
    soon,
    async stop() {
      stopped = true
      stopListening()
      while (mine && (dirty.size > 0 || moved)) flush()
      await writing
      if (typeof removeEventListener !== 'undefined') removeEventListener('pagehide', flush)
      mine = false
      release()
    },
  }
}
