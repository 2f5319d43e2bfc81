import { expect, it } from 'vitest'
import { askedFor } from './asked'

it.each([
  ['merge into 426', '426'],
  ['Merge #426', '#426'],
  ['merge broken  kettle', 'broken kettle'],
  ['426 merge', '426'],
  ['merge', null],
  ['merge into', null],
  ['into 426', null],
  ['merger 426', null],
  ['', null],
])('takes of "%s" what a command is asked for with', (typed, rest) => {
  expect(askedFor(typed, 'merge, into with')).toBe(rest)
})

it('finds a verb at the end of what is typed', () => {
  expect(askedFor('mit 426 zusammenführen', 'zusammenführen, mit')).toBe('426')
})
