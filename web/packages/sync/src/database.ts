import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb'
import type { Row } from './replica'

interface Schema<T extends Row> extends DBSchema {
  rows: { key: string; value: T }
  meta: { key: string; value: unknown }
  details: { key: string; value: { id: string; at: number; value: unknown }; indexes: { at: number } }
  queue: { key: number; value: unknown }
}

export interface Waiting {
  key: number
  value: unknown
}

export interface Batch<T> {
  puts: T[]
  removes: string[]
  meta: Record<string, unknown>
}

/** What is kept in this browser for one agent of one organization. */
export interface Database<T extends Row> {
  name: string
  rows: () => Promise<T[]>
  meta: () => Promise<Record<string, unknown>>
  /** All of it or nothing. */
  write: (batch: Batch<T>) => Promise<void>
  detail: (id: string) => Promise<unknown>
  /** The last that were kept stay, so many. */
  keepDetail: (id: string, value: unknown, at?: number) => Promise<void>
  dropDetail: (id: string) => Promise<void>
  /** What waits to be sent, in its order. */
  waiting: () => Promise<Waiting[]>
  enqueue: (value: unknown) => Promise<number>
  /** Written anew in their places. */
  requeue: (entries: Waiting[]) => Promise<void>
  /** Takes one out and writes others anew: both or neither. */
  dequeue: (key: number, entries?: Waiting[]) => Promise<void>
  close: () => void
}

/** 2: rows hold what custom fields hold. */
const VERSION = 2
/** What is unpacked between two frames. */
const READ_AT_ONCE = 1_000
export const DETAILS_KEPT = 300

/** Opens it, or makes it. Rejects where a browser keeps nothing (some private windows). */
export async function openDatabase<T extends Row>(name: string): Promise<Database<T>> {
  const db: IDBPDatabase<Schema<T>> = await openDB<Schema<T>>(name, VERSION, {
    upgrade(made, before, _, transaction) {
      if (before > 0) {
        // The copy is made anew; what waits to be sent stays.
        void transaction.objectStore('rows').clear()
        void transaction.objectStore('meta').clear()
        return
      }
      made.createObjectStore('rows', { keyPath: 'id' })
      made.createObjectStore('meta')
      made.createObjectStore('details', { keyPath: 'id' }).createIndex('at', 'at')
      made.createObjectStore('queue', { autoIncrement: true })
    },
    // Another tab signs out, or brings a newer version: neither may wait for this one.
    blocking: () => db.close(),
  })
  return {
    name,
    async rows() {
      const found: T[] = []
      while (true) {
        const last = found.at(-1)
        const some = await db.getAll('rows', last && IDBKeyRange.lowerBound(last.id, true), READ_AT_ONCE)
        found.push(...some)
        if (some.length < READ_AT_ONCE) return found
      }
    },
    async meta() {
      const transaction = db.transaction('meta')
      const [names, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()])
      return Object.fromEntries(names.map((key, index) => [key, values[index]]))
    },
    async write({ puts, removes, meta }) {
      const transaction = db.transaction(['rows', 'meta'], 'readwrite', { durability: 'relaxed' })
      const rows = transaction.objectStore('rows')
      for (const row of puts) void rows.put(row)
      for (const id of removes) void rows.delete(id)
      for (const [key, value] of Object.entries(meta)) void transaction.objectStore('meta').put(value, key)
      await transaction.done
    },
    detail: async (id) => (await db.get('details', id))?.value,
    async keepDetail(id, value, at = Date.now()) {
      const transaction = db.transaction('details', 'readwrite', { durability: 'relaxed' })
      await transaction.store.put({ id, at, value })
      let excess = (await transaction.store.count()) - DETAILS_KEPT
      let oldest = excess > 0 ? await transaction.store.index('at').openCursor() : null
      while (oldest && excess-- > 0) {
        await oldest.delete()
        oldest = await oldest.continue()
      }
      await transaction.done
    },
    dropDetail: (id) => db.delete('details', id),
    async waiting() {
      const transaction = db.transaction('queue')
      const [found, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()])
      return found.map((key, index) => ({ key, value: values[index] }))
    },
    enqueue: (value) => db.add('queue', value),
    async requeue(entries) {
      const transaction = db.transaction('queue', 'readwrite')
      for (const { key, value } of entries) void transaction.store.put(value, key)
      await transaction.done
    },
    async dequeue(key, entries = []) {
      const transaction = db.transaction('queue', 'readwrite')
      void transaction.store.delete(key)
      for (const each of entries) void transaction.store.put(each.value, each.key)
      await transaction.done
    },
    close: () => db.close(),
  }
}

/** Nothing of it stays in this browser. */
export function wipeDatabase(name: string): Promise<void> {
  return deleteDB(name)
}
