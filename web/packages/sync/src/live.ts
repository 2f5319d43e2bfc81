import type { Row } from './replica'

export interface QueryOptions<T> {
  matches: (row: T) => boolean
  /** A total order: 0 only for the same row. With groups, rows of a group are neighbours in it. */
  compare: (a: T, b: T) => number
  /** Where all that match are found, for a few of very many; else every row is looked at. */
  among?: () => Iterable<T>
  /** The group that a row stands in. */
  groupOf?: (row: T) => string
}

export interface Group {
  key: string
  /** Where it begins in `rows`. */
  start: number
  count: number
}

export interface Result<T> {
  rows: readonly T[]
  /** In the order of the rows; empty without `groupOf`. */
  groups: readonly Group[]
}

/** What became of rows: how each was shown before, and how it is now. Undefined: not there. */
export type Changes<T> = ReadonlyMap<string, { before: T | undefined; now: T | undefined }>

/** Follows the rows while somebody listens; else it is made anew when asked for. */
export interface Live<R> {
  /** The same object until something in it changes. */
  result: () => R
  subscribe: (listener: () => void) => () => void
}

export type LiveQuery<T> = Live<Result<T>>
export type LiveCount = Live<number>

export interface Source<T> {
  all: () => Iterable<T>
  get: (id: string) => T | undefined
  /** Another number after each change. */
  revision: () => number
  follow: (apply: (changes: Changes<T>) => void) => () => void
}

interface Follower<T, R> {
  rebuild: () => void
  /** False if the changes are of no concern here. */
  apply: (changes: Changes<T>) => boolean
  result: () => R
}

/** Beyond this share of the rows it is quicker to sort anew than to move one by one. */
const MANY = 1 / 8

/** A list that follows its rows: a change moves what it touches, and nothing is sorted again. */
export function createQuery<T extends Row>(options: QueryOptions<T>, source: Source<T>): LiveQuery<T> {
  const { matches, compare, among = source.all } = options
  let sorted: T[] = []
  let result: Result<T> | null = null

  function rebuild(): void {
    sorted = []
    for (const row of among()) if (matches(row)) sorted.push(row)
    sorted.sort(compare)
    result = null
  }
  function take(row: T): void {
    const at = placeOf(sorted, row, compare)
    if (sorted[at]?.id === row.id) sorted.splice(at, 1)
  }
  function apply(changes: Changes<T>): boolean {
    const gone: T[] = []
    const come: T[] = []
    for (const { before, now } of changes.values()) {
      if (before && matches(before)) gone.push(before)
      if (now && matches(now)) come.push(now)
    }
    if (gone.length + come.length === 0) return false
    if (gone.length + come.length > sorted.length * MANY + 8) rebuild()
    else {
      for (const row of gone) take(row)
      for (const row of come) sorted.splice(placeOf(sorted, row, compare), 0, row)
    }
    result = null
    return true
  }
  return createLive(source, {
    rebuild,
    apply,
    result: () => (result ??= { rows: sorted.slice(), groups: groupsOf(sorted, options.groupOf) }),
  })
}

/** How many rows match. They are counted once; then changes add and take away. */
export function createCount<T extends Row>(matches: (row: T) => boolean, source: Source<T>): LiveCount {
  let count = 0
  return createLive(source, {
    rebuild() {
      count = 0
      for (const row of source.all()) if (matches(row)) count += 1
    },
    apply(changes) {
      const before = count
      for (const change of changes.values()) {
        if (change.before && matches(change.before)) count -= 1
        if (change.now && matches(change.now)) count += 1
      }
      return count !== before
    },
    result: () => count,
  })
}

function createLive<T, R>(source: Source<T>, follower: Follower<T, R>): Live<R> {
  const listeners = new Set<() => void>()
  let unfollow: (() => void) | null = null
  let at = -1

  function refresh(): void {
    if (unfollow || at === source.revision()) return
    follower.rebuild()
    at = source.revision()
  }
  function heard(changes: Changes<T>): void {
    if (follower.apply(changes)) listeners.forEach((listener) => listener())
  }
  return {
    result() {
      refresh()
      return follower.result()
    },
    subscribe(listener) {
      refresh()
      unfollow ??= source.follow(heard)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || !unfollow) return
        unfollow()
        unfollow = null
        at = source.revision()
      }
    },
  }
}

/** Where a row stands in a sorted list, or would. */
export function placeOf<T>(sorted: readonly T[], row: T, compare: (a: T, b: T) => number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(sorted[middle]!, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function groupsOf<T>(rows: readonly T[], groupOf?: (row: T) => string): Group[] {
  const groups: Group[] = []
  if (!groupOf) return groups
  rows.forEach((row, start) => {
    const key = groupOf(row)
    const last = groups.at(-1)
    if (last?.key === key) last.count += 1
    else groups.push({ key, start, count: 1 })
  })
  return groups
}
