import { expect, it } from 'vitest'
import { scoreOf } from './score'

it('puts what is typed outright before what the server found, and the way to the whole search last', () => {
  const typed = scoreOf('assign', 0.9, 0)
  const held = scoreOf('ticket 1', 0, 0)
  const found = scoreOf('found 1', 1, 0)
  const chance = scoreOf('tag add business', 0.05, 0)
  const everywhere = scoreOf('everywhere assign', 1, 0)
  const best = [typed, held, found, chance, everywhere]
  expect(best.toSorted((a, b) => b - a)).toEqual(best)
})

it('helps what is used, never beyond twice', () => {
  expect(scoreOf('a', 0.4, 1)).toBeGreaterThan(scoreOf('b', 0.4, 0))
  expect(scoreOf('a', 0.4, 1e9)).toBeLessThanOrEqual(0.8)
})

it('leaves out what fits by chance', () => {
  expect(scoreOf('a', 0.001, 50)).toBe(0)
})
