import type { WorkingHours } from '@tessera/api'
import { expect, it } from 'vitest'
import { restAt } from './rest'

const office = { starts: '09:00', ends: '17:00' }
const week = { mon: office, tue: office, wed: office, thu: office, fri: office }
const in_ = (time_zone: string, days: WorkingHours['days'] = week): WorkingHours => ({ time_zone, days })
const until = (hours: WorkingHours, now: string) => {
  const rest = restAt(hours, Date.parse(now))
  return rest && (rest.until === null ? 'never' : new Date(rest.until).toISOString())
}

it('is none at work, and until work begins otherwise, where one works', () => {
  expect(until(in_('UTC'), '2026-06-03T09:00:00Z')).toBeNull()
  expect(until(in_('UTC'), '2026-06-03T16:59:59Z')).toBeNull()
  expect(until(in_('UTC'), '2026-06-03T17:00:00Z')).toBe('2026-06-04T09:00:00.000Z')
  expect(until(in_('Asia/Tokyo'), '2026-06-03T23:30:00Z')).toBe('2026-06-04T00:00:00.000Z')
  expect(until(in_('America/Los_Angeles'), '2026-06-05T23:59:00Z')).toBeNull()
  expect(until(in_('America/Los_Angeles'), '2026-06-06T00:00:00Z')).toBe('2026-06-08T16:00:00.000Z')
})

it('knows nights, whole days, and weeks without work', () => {
  const night = in_('UTC', { mon: { starts: '22:00', ends: '06:00' } })
  expect(until(night, '2026-06-02T05:00:00Z')).toBeNull()
  expect(until(night, '2026-06-02T06:00:00Z')).toBe('2026-06-08T22:00:00.000Z')
  expect(until(in_('UTC', { mon: { starts: '00:00', ends: '00:00' } }), '2026-06-01T23:59:00Z')).toBeNull()
  expect(until(in_('UTC', {}), '2026-06-01T12:00:00Z')).toBe('never')
})

it('begins at the same time of day after clocks were changed', () => {
  expect(until(in_('Europe/Berlin'), '2026-03-28T12:00:00Z')).toBe('2026-03-30T07:00:00.000Z')
  expect(until(in_('Europe/Berlin'), '2026-10-24T12:00:00Z')).toBe('2026-10-26T08:00:00.000Z')
})
