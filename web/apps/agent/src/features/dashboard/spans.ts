/**
 * How many of the grid's columns each card takes, so that no row has a hole and every card stays where its turn is: wide ones
 * take two, and the last of a row takes what the next one does not fit into.
 */
export function spansOf(wide: readonly boolean[], columns: number): number[] {
  const spans = wide.map((each) => (each ? Math.min(2, columns) : 1))
  let left = columns
  for (const [at, span] of spans.entries()) {
    if (span > left) {
      spans[at - 1]! += left
      left = columns
    }
    left -= span
    if (left === 0) left = columns
  }
  if (left < columns && spans.length > 0) spans[spans.length - 1]! += left
  return spans
}
