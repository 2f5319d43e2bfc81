import { expect, it } from 'vitest'
import { anchorOf } from './use-virtual-rows'

it.each([
  ['a row comes in above', 'abcd', 'xabcd', 2, 1],
  ['two leave above', 'abcd', 'cd', 2, -2],
  ['a change below', 'abcd', 'abdc', 1, 0],
  ['the first visible row itself left: the next one counts', 'abcd', 'abd', 2, -1],
  ['all are other tickets', 'abcd', 'xyz', 2, 0],
])('%s: the place moves by as many rows', (_, before, now, first, rows) => {
  const [was, is] = anchorOf([...before], [...now], first)
  expect(is - was).toBe(rows)
})
