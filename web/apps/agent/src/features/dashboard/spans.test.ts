import { expect, it } from 'vitest'
import { spansOf } from './spans'

const [W, N] = [true, false]

it('lets wide ones have two columns where the others fill the row', () => {
  expect(spansOf([W, N, N, N, N, N, W], 3)).toEqual([2, 1, 1, 1, 1, 1, 2])
})

it('gives the last of a row what the next one does not fit into, and the very last the rest', () => {
  expect(spansOf([W, W, N], 3)).toEqual([3, 2, 1])
  expect(spansOf([N, N, W, N, N], 3)).toEqual([1, 2, 2, 1, 3])
  expect(spansOf([N, W, N], 2)).toEqual([2, 2, 2])
})

it.each([2, 3])('leaves no hole in %i columns, whatever the order', (columns) => {
  for (let order = 0; order < 2 ** 9; order += 1) {
    const spans = spansOf(
      Array.from({ length: 9 }, (_, at) => Boolean(order & (1 << at))),
      columns,
    )
    let row = 0
    for (const span of spans) {
      row += span
      expect(row).toBeLessThanOrEqual(columns)
      if (row === columns) row = 0
    }
    expect(row).toBe(0)
  }
})

it('has nothing to say of nothing', () => {
  expect(spansOf([], 3)).toEqual([])
})
