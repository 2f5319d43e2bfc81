import { expect, it } from 'vitest'
import { isAway } from './away'

const NOON = Date.parse('2026-06-01T12:00:00Z')

it('is away until a time, or until further notice', () => {
  expect(isAway({ away: false, away_until: null }, NOON)).toBe(false)
  expect(isAway({ away: true, away_until: null }, NOON)).toBe(true)
  expect(isAway({ away: true, away_until: '2026-06-01T13:00:00Z' }, NOON)).toBe(true)
  expect(isAway({ away: true, away_until: '2026-06-01T12:00:00Z' }, NOON)).toBe(false)
})
