import { expect, it } from 'vitest'
import { addressAlone } from './result-row'

it('who has no name is their plain address, with what was looked for marked', () => {
  const parts = [
    { text: ' <', hit: false },
    { text: 'ada', hit: true },
    { text: '@b.example>', hit: false },
  ]
  expect(addressAlone(parts)).toEqual([
    { text: 'ada', hit: true },
    { text: '@b.example', hit: false },
  ])
})
