import type { Source } from './live'
import type { Row } from './replica'

/**
 * Rows by what they have in common, such as whose they are: a few of very many are found without a look at all of
 * them. Made when it is first asked, and kept up with the rows from then on. What has no key is not in it.
 */
export function createIndex<T extends Row>(keyOf: (row: T) => string | null | undefined, source: Source<T>) {
  let places: Map<string, Set<string>> | null = null

  function add(row: T): void {
    const key = keyOf(row)
    if (key == null) return
    const ids = places!.get(key)
    if (ids) ids.add(row.id)
    else places!.set(key, new Set([row.id]))
  }
  function take(row: T): void {
    const key = keyOf(row)
    const ids = key == null ? undefined : places!.get(key)
    ids?.delete(row.id)
    if (ids?.size === 0) places!.delete(key!)
  }
  function make(): Map<string, Set<string>> {
    places = new Map()
    for (const row of source.all()) add(row)
    source.follow((changes) => {
      for (const { before, now } of changes.values()) {
        if (before && now && keyOf(before) === keyOf(now)) continue
        if (before) take(before)
        if (now) add(now)
      }
    })
    return places
  }
  /** The rows of a key, in no order. */
  return (key: string): T[] =>
    [...((places ?? make()).get(key) ?? [])].flatMap((id) => {
      const row = source.get(id)
      return row ? [row] : []
    })
}
