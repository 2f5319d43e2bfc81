export interface Has {
  id: string
}

/** Where a row is that was at `from`; -1 if it is nowhere. A long list is not run through for a step. */
export function placeNear(rows: readonly Has[], id: string, from: number): number {
  for (let step = 0; step <= Math.max(from, rows.length - from); step++) {
    if (rows[from + step]?.id === id) return from + step
    if (rows[from - step]?.id === id) return from - step
  }
  return -1
}
