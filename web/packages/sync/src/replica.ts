import { type Changes, type LiveCount, type LiveQuery, type QueryOptions, createCount, createQuery } from './live'
import { createIndex } from './row-index'

/** What is kept: `version` grows with each change on the server. */
export interface Row {
  id: string
  version: number
}

/**
 * Rows in memory, as the server has them, with what is done here and not confirmed yet laid over them.
 * Everything below shows rows with what lies over them.
 */
export interface Replica<T extends Row> {
  get: (id: string) => T | undefined
  all: () => Iterable<T>
  size: () => number
  /** As the server has it. */
  base: (id: string) => T | undefined
  /** Keeps each row unless a newer version is known. One of the same version is only shown: a guess, until it is heard. */
  put: (rows: Iterable<T>) => void
  /** Gone as of `version`; older news of it that come later are not believed. */
  remove: (id: string, version?: number) => void
  /** Removes every row that is not among these. */
  retain: (ids: ReadonlySet<string>) => void
  clear: () => void
  /** Lays fields over a row until `lift` of the same key; with `untilNewer`, at most until a newer row comes. Later ones
   * lie on top. */
  overlay: (key: string, id: string, fields: Partial<T>, untilNewer?: boolean) => void
  /** Takes what lies there under this key off all rows, or off these. */
  lift: (key: string, ids?: ReadonlySet<string>) => void
  /** Listeners hear once, at the end. */
  batch: (task: () => void) => void
  /** A list, and a number, that follow the rows. */
  query: (options: QueryOptions<T>) => LiveQuery<T>
  count: (matches: (row: T) => boolean) => LiveCount
  /** Rows by what they have in common; it follows the rows for as long as there are any. */
  index: (keyOf: (row: T) => string | null | undefined) => (key: string) => T[]
  /** What changed as it is shown. */
  onChange: (listener: (changes: Changes<T>) => void) => () => void
  /** Ids of rows whose base changed: what has to be kept. */
  onBase: (listener: (id: string) => void) => () => void
}

type Overlay<T> = { key: string; fields: Partial<T>; until: number }

export function createReplica<T extends Row>(): Replica<T> {
  const base = new Map<string, T>()
  const shown = new Map<string, T>()
  const gone = new Map<string, number>()
  const overlays = new Map<string, Overlay<T>[]>()
  const followers = new Set<(changes: Changes<T>) => void>()
  const keepers = new Set<(id: string) => void>()
  let revision = 0
  let pending: Map<string, { before: T | undefined; now: T | undefined }> | null = null

  function batch(task: () => void): void {
    if (pending) return task()
    pending = new Map()
    try {
      task()
    } finally {
      const changes = pending
      pending = null
      if (changes.size > 0) tell(changes)
    }
  }

  function tell(changes: Changes<T>): void {
    revision += 1
    for (const follower of [...followers]) follower(changes)
  }

  function show(id: string): void {
    const before = shown.get(id)
    const row = base.get(id)
    const over = overlays.get(id)
    const now = row && over ? over.reduce<T>((made, { fields }) => ({ ...made, ...fields }), row) : row
    if (now === before) return
    if (now) shown.set(id, now)
    else shown.delete(id)
    pending!.set(id, { before: pending!.has(id) ? pending!.get(id)!.before : before, now })
  }

  function putOver(id: string, over: Overlay<T>[]): void {
    if (over.length > 0) overlays.set(id, over)
    else overlays.delete(id)
  }

  function keep(id: string): void {
    for (const keeper of keepers) keeper(id)
  }

  function putOne(row: T): void {
    const known = base.get(row.id)
    if (known ? known.version > row.version : (gone.get(row.id) ?? -1) >= row.version) return
    base.set(row.id, row)
    const over = overlays.get(row.id)
    if (over)
      putOver(
        row.id,
        over.filter(({ until }) => row.version <= until),
      )
    gone.delete(row.id)
    if (known?.version !== row.version) keep(row.id)
    show(row.id)
  }

  function removeOne(id: string, version: number): void {
    const known = base.get(id)
    if (known && known.version > version) return
    if (version < Infinity) gone.set(id, version)
    if (!known) return
    base.delete(id)
    keep(id)
    show(id)
  }

  function follow(follower: (changes: Changes<T>) => void): () => void {
    followers.add(follower)
    return () => void followers.delete(follower)
  }
  const get = (id: string) => shown.get(id)
  const source = { all: () => shown.values(), get, revision: () => revision, follow }

  return {
    get,
    all: () => shown.values(),
    size: () => shown.size,
    base: (id) => base.get(id),
    put: (rows) =>
      batch(() => {
        for (const row of rows) putOne(row)
      }),
    remove: (id, version = Infinity) => batch(() => removeOne(id, version)),
    retain: (ids) =>
      batch(() => {
        for (const id of [...base.keys()]) if (!ids.has(id)) removeOne(id, Infinity)
      }),
    clear: () =>
      batch(() => {
        gone.clear()
        for (const id of [...base.keys()]) removeOne(id, Infinity)
      }),
    overlay: (key, id, fields, untilNewer = false) =>
      batch(() => {
        const others = (overlays.get(id) ?? []).filter((each) => each.key !== key)
        const until = untilNewer ? (base.get(id)?.version ?? Infinity) : Infinity
        putOver(id, [...others, { key, fields, until }])
        show(id)
      }),
    lift: (key, ids) =>
      batch(() => {
        for (const [id, over] of [...overlays]) {
          const left = over.filter((each) => each.key !== key)
          if (left.length === over.length || (ids && !ids.has(id))) continue
          putOver(id, left)
          show(id)
        }
      }),
    batch,
    query: (options) => createQuery(options, source),
    count: (matches) => createCount(matches, source),
    index: (keyOf) => createIndex(keyOf, source),
    onChange: follow,
    onBase(listener) {
      keepers.add(listener)
      return () => void keepers.delete(listener)
    },
  }
}
