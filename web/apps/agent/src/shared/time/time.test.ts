import { describe, expect, it } from 'vitest'
import { choicesAt, toLocalInput } from './choices'
import { dueOf } from './due'
import { formatSpan, formatWhen } from './format'

const shown = (now: Date) => choicesAt(now).map(({ choice, at }) => `${choice} ${toLocalInput(at)}`)

describe('the times to choose from', () => {
  it('on a Wednesday morning', () => {
    expect(shown(new Date(2026, 9, 7, 10, 30))).toEqual([
      'inAnHour 2026-10-07T11:30',
      'thisEvening 2026-10-07T18:00',
      'tomorrow 2026-10-08T09:00',
      'nextMonday 2026-10-12T09:00',
      'inAWeek 2026-10-14T09:00',
    ])
  })
  it('leave the evening out when it has come', () => {
    expect(shown(new Date(2026, 9, 7, 17)).join()).not.toContain('thisEvening')
  })
  it('name Monday once on a Sunday, and the one after on a Monday', () => {
    expect(shown(new Date(2026, 9, 11, 12)).join()).not.toContain('nextMonday')
    expect(shown(new Date(2026, 9, 12, 12))).toContain('nextMonday 2026-10-19T09:00')
  })
})

describe('a time to come in words', () => {
  const now = new Date(2026, 9, 7, 10)
  const on = (...parts: [number, number, number, number]) =>
    formatWhen(new Date(...parts).toISOString(), now.getTime(), 'en')
  it.each([
    [on(2026, 9, 7, 15), /^3:00\sPM$/],
    [on(2026, 9, 9, 9), /^Fri 9:00\sAM$/],
    [on(2026, 10, 20, 9), /^Nov 20, 9:00\sAM$/],
    [on(2027, 0, 2, 9), /^Jan 2, 2027, 9:00\sAM$/],
  ])('%s', (text, expected) => expect(text).toMatch(expected))
})

describe('a length of time', () => {
  it.each([
    [10_000, '1m'],
    [40 * 60_000, '40m'],
    [26 * 3_600_000, '26h'],
    [49 * 3_600_000, '2d'],
  ])('of %d ms is %s', (ms, text) => expect(formatSpan(ms, 'en')).toBe(text))

  it('has units of one kind in German', () => {
    const spans = [17 * 60_000, 20 * 3_600_000, 35 * 86_400_000].map((ms) => formatSpan(ms, 'de'))
    expect(spans).toEqual(['17 Min.', '20 Std.', '35 Tg.'])
  })
})

describe('a due time', () => {
  const now = Date.parse('2026-10-07T10:00:00Z')
  const due = (due_at: string | null, status: 'open' | 'resolved' = 'open') => dueOf({ due_at, status }, now)
  it.each([
    ['2026-10-09T10:00:00Z', { state: 'ok', share: 1, ms: 48 * 3_600_000 }],
    ['2026-10-07T12:24:00Z', { state: 'soon', share: 0.1, ms: 8_640_000 }],
    ['2026-10-07T09:00:00Z', { state: 'over', share: 0, ms: 3_600_000 }],
  ])('%s', (at, expected) => expect(due(at)).toEqual(expected))
  it('does not matter any more when the ticket is done', () => {
    expect(due('2026-10-07T09:00:00Z', 'resolved')).toBeNull()
    expect(due(null)).toBeNull()
  })
})

it.each([
  ['en-GB', '07:05', 'Thu 07:05', '29 Jul, 07:05'],
  ['en-US', '7:05 AM', 'Thu 7:05 AM', 'Jul 29, 7:05 AM'],
])('says an hour in one way, with a day and without: %s', (locale, today, week, later) => {
  const said = (...[month, day]: [number, number]) =>
    formatWhen(new Date(2026, month, day, 7, 5).toISOString(), new Date(2026, 5, 24, 6).getTime(), locale)
  expect([said(5, 24), said(5, 25), said(6, 29)].map((text) => text.replaceAll('\u202f', ' '))).toEqual([
    today,
    week,
    later,
  ])
})
