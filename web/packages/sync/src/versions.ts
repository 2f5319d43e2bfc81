import type { Waiting } from './database'
import type { Entry, Item } from './entry'
import type { Row } from './replica'

/** What it is based on: the oldest that its author had before them. */
export function versionOf({ seen }: { seen: Record<string, number> }): number | undefined {
  const versions = Object.values(seen)
  return versions.length > 0 ? Math.min(...versions) : undefined
}

/**
 * Later ones of the same fields are based on what was sent: it was not refused, so nobody else changed these in between.
 * Those that have to be written anew.
 */
export function rebase<T extends Row, Act>(
  items: readonly Item<T, Act>[],
  sent: Entry<T, Act>,
  version: number,
): Waiting[] {
  return items.flatMap(({ entry, key }) => {
    const fields = Object.keys(sent.seen).filter((field) => field in entry.seen)
    if (entry === sent || entry.ticket !== sent.ticket || fields.length === 0) return []
    for (const field of fields) entry.seen[field] = Math.max(entry.seen[field]!, version)
    return key === undefined ? [] : [{ key, value: entry }]
  })
}
