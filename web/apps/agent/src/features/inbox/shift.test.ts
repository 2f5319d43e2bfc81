import { expect, it } from 'vitest'
import { placeNear } from './place-near'
import { anchorOf } from './use-virtual-rows'

const rowsOf = (ids: string) => [...ids].map((id) => ({ id }))

it.each([
  ['a row comes in above', 'abcd', 'xabcd', 2, 1],
  ['two leave above', 'abcd', 'cd', 2, -2],
  ['a change below', 'abcd', 'abdc', 1, 0],
  ['the first visible row itself left: the next one counts', 'abcd', 'abd', 2, -1],
  ['all are other tickets', 'abcd', 'xyz', 2, 0],
])('%s: the place moves by as many rows', (_, before, now, first, rows) => {
  const [was, is] = anchorOf(rowsOf(before), rowsOf(now), first)
  expect(is - was).toBe(rows)
})

it('finds a row that moved by more than there mostly are', () => {
  const many = Array.from({ length: 600 }, (_, index) => ({ id: `${index}` }))
  expect(anchorOf(many, many.slice(500), 550)).toEqual([550, 50])
})

it.each([
  ['where it was', 'c', 2, 2],
  ['behind it', 'e', 2, 4],
  ['before it', 'a', 2, 0],
  ['a list that has become shorter than the place', 'b', 9, 1],
  ['nowhere', 'x', 2, -1],
])('a row is found %s', (_, id, from, at) => {
  expect(placeNear(rowsOf('abcde'), id, from)).toBe(at)
})
