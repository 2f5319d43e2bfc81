import { wipeDatabase } from './database'

/**
 * What is not written into the database yet when its page goes: a browser drops the writes of a page that is gone, if others
 * were before them. It goes into the one store that is written at once.
 */
export interface Parting {
  /** Has `unwritten` kept when the page goes; the returned function ends that. */
  watch: (unwritten: () => unknown[]) => () => void
  /** What pages before this one left, once. */
  collect: () => unknown[]
}

const keyOf = (name: string) => `${name}.left`

/** Goes with the database of this name. */
export function partingOf(name: string): Parting {
  const key = keyOf(name)
  const stored = (): unknown[] => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '[]') as unknown[]
    } catch {
      return [] // damaged: it cannot be told what it was, and nothing else may wait for it
    }
  }
  return {
    watch(unwritten) {
      const keep = () => {
        const left = unwritten()
        if (left.length > 0) localStorage.setItem(key, JSON.stringify([...stored(), ...left]))
      }
      addEventListener('pagehide', keep)
      return () => removeEventListener('pagehide', keep)
    },
    collect() {
      const left = stored()
      localStorage.removeItem(key)
      return left
    },
  }
}

/** Nothing of a copy stays in this browser, nor what was not written into it. */
export function wipeCopy(name: string): Promise<void> {
  localStorage.removeItem(keyOf(name))
  return wipeDatabase(name)
}
