export interface Has {
  id: string
}

/** Where a row is that was at `from`; -1 if it is nowhere, or farther than `reach`. A long list is not run through for a step. */
export function placeNear(rows: readonly Has[], id: string, from: number, reach = Infinity): number {
  const farthest = Math.min(reach, Math.max(from, rows.length - from))
  for (let step = 0; step <= farthest; step++) {
    if (rows[from + step]?.id === id) return from + step
    if (rows[from - step]?.id === id) return from - step
  }
  return -1
}
