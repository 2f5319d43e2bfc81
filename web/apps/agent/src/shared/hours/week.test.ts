import { describe, expect, it } from 'vitest'
import { weekOf } from './week'

describe('the week', () => {
  it.each([
    ['de-DE', 'mon', 'Montag'],
    ['en-US', 'sun', 'Sunday'],
    ['ar-EG', 'sat', 'السبت'],
  ])('begins in %s with %s', (locale, day, name) => {
    const week = weekOf(locale)
    expect(week[0]).toEqual({ day, name })
    expect(new Set(week.map((each) => each.day)).size).toBe(7)
  })
})
