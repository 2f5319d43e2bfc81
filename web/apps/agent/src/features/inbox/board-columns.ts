import type { GroupField } from '@tessera/api'
import type { Group } from '@tessera/sync'
import { isOwnField } from '@/shared/views/filter'

/** A column with its part of the tickets, which stand in the columns' order. */
export interface Column {
  key: string
  start: number
  count: number
  /** No ticket of the view can stand in it: what is moved there leaves the view. */
  outside: boolean
}

const everything = () => true

/**
 * The columns of a board: the groups that there are, and those (`always`) that a ticket may be moved to; nobody's and nothing
 * last, and after them those that lead out of the view.
 */
export function columnsOf(
  by: GroupField,
  groups: readonly Group[],
  always: readonly string[],
  mayHave: (key: string) => boolean = everything,
): Column[] {
  const found = new Map(groups.map((group) => [group.key, group]))
  const others = groups.map((group) => group.key).filter((key) => !always.includes(key) && key !== 'none')
  const last = found.has('none') || by === 'assignee' || by === 'team' || isOwnField(by) ? ['none'] : []
  const columns = [...always.filter((key) => key !== 'none'), ...others, ...last].map((key) => ({
    key,
    start: found.get(key)?.start ?? 0,
    count: found.get(key)?.count ?? 0,
    outside: !found.has(key) && !mayHave(key),
  }))
  return columns.toSorted((a, b) => Number(a.outside) - Number(b.outside))
}

/** Which column a ticket at this place stands in. */
export function columnAt(columns: readonly Column[], index: number): number {
  return columns.findIndex(({ start, count }) => index >= start && index < start + count)
}

/** The columns as the keys need them. */
export function placesIn(columns: readonly Column[]) {
  return {
    of: (index: number) => columns[columnAt(columns, index)]?.key ?? '',
    nextTo({ index, column }: { index: number; column: string }) {
      const same = columns.find(({ key, count }) => key === column && count > 0)
      return same && Math.max(same.start, Math.min(index, same.start + same.count - 1))
    },
  }
}

/** The nearest column in this direction that has tickets, and the place there beside the one one comes from. */
export function besideOf(columns: readonly Column[], index: number, step: 1 | -1): number | undefined {
  const from = columnAt(columns, index)
  const row = index - (columns[from]?.start ?? 0)
  for (let at = from + step; at >= 0 && at < columns.length; at += step) {
    const { start, count } = columns[at]!
    if (count > 0) return start + Math.min(row, count - 1)
  }
  return undefined
}
