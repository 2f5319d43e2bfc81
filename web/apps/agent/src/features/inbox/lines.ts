import type { TicketSummary } from '@tessera/api'
import type { Group } from '@tessera/sync'

/** What the list draws, line by line: rows, and a heading over each group's. */
export interface Lines {
  count: number
  groupAt: (line: number) => Group | undefined
  rowAt: (line: number) => number
  lineOf: (row: number) => number
}

/** The rows of open groups, and the groups as they stand among those. */
export function unfolded(tickets: TicketSummary[], groups: readonly Group[], folded: ReadonlySet<string>) {
  if (folded.size === 0) return { rows: tickets, shown: groups }
  const rows: TicketSummary[] = []
  const shown = groups.map((group) => {
    const start = rows.length
    if (!folded.has(group.key)) for (let at = 0; at < group.count; at++) rows.push(tickets[group.start + at]!)
    return { ...group, start }
  })
  return { rows, shown }
}

export function linesOf(rows: number, groups: readonly Group[]): Lines {
  const headings = new Map(groups.map((group, index) => [group.start + index, group]))
  const lines = [...headings.keys()]
  /** How many of `marks`, which grow, are at most `at`. */
  function upTo(at: number, markOf: (index: number) => number): number {
    let [low, high] = [0, groups.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (markOf(middle) <= at) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    count: rows + groups.length,
    groupAt: (line) => headings.get(line),
    rowAt: (line) => line - upTo(line, (index) => lines[index]!),
    lineOf: (row) => row + upTo(row, (index) => groups[index]!.start),
  }
}
