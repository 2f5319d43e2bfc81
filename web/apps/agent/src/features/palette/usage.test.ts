// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { byUse, remember, usage } from './usage'

const WEEK = 7 * 86_400_000

describe('what is used', () => {
  beforeEach(() => localStorage.clear())

  it('comes first, the rest stays as it was', () => {
    remember('c', 1)
    expect(byUse(['a', 'b', 'c'], (each) => each, usage(2))).toEqual(['c', 'a', 'b'])
  })

  it('fades: once lately is more than twice a long time ago', () => {
    remember('old', 0)
    remember('old', 0)
    remember('new', 3 * WEEK)
    expect(byUse(['old', 'new'], (each) => each, usage(3 * WEEK))).toEqual(['new', 'old'])
  })

  it('does not grow without end', () => {
    for (let count = 0; count < 200; count += 1) remember(`thing ${count}`, count)
    expect(Object.keys(JSON.parse(localStorage.getItem('tessera.uses')!) as object).length).toBeLessThan(100)
  })

  it.each(['{', '[]', 'null', '{"a":3}', '{"a":["x",null]}'])('survives what is stored: %s', (text) => {
    localStorage.setItem('tessera.uses', text)
    expect(usage(1)('a')).toBe(0)
    remember('a', 1)
    expect(usage(1)('a')).toBe(1)
  })
})
