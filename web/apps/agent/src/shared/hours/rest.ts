import type { Weekday, WorkingHours } from '@tessera/api'

const DAY_MS = 86_400_000
/** As `Date` counts them. */
const DAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Until when somebody does not work, by their hours; `until` is null if no work is to come. Null: they are at work. */
export function restAt(hours: WorkingHours, now: number): { until: number | null } | null {
  const spans = spansAround(hours, now)
  if (spans.some(({ starts, ends }) => starts <= now && now < ends)) return null
  const next = spans.filter(({ starts }) => starts > now).map(({ starts }) => starts)
  return { until: next.length > 0 ? Math.min(...next) : null }
}

/** The working times of yesterday, which may be a night, and of a week to come. */
function spansAround({ time_zone, days }: WorkingHours, now: number): { starts: number; ends: number }[] {
  const clock = clockOf(time_zone)
  const today = Math.floor(clock.wallOf(now) / DAY_MS) * DAY_MS
  return Array.from({ length: 9 }, (_, at) => today + (at - 1) * DAY_MS).flatMap((day) => {
    const span = days[DAYS[new Date(day).getUTCDay()]!]
    if (!span) return []
    // What does not end later than it starts ends on the day after.
    const last = span.ends > span.starts ? day : day + DAY_MS
    return { starts: clock.instantOf(day + msOf(span.starts)), ends: clock.instantOf(last + msOf(span.ends)) }
  })
}

function msOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return (hour! * 60 + minute!) * 60_000
}

/** What clocks show in a time zone, as if it were UTC, and the other way round. */
function clockOf(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const wallOf = (at: number) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'])
  }
  const aheadAt = (at: number) => wallOf(at) - Math.floor(at / 60_000) * 60_000
  return {
    wallOf,
    // The second time with what held then: in between clocks may have been changed.
    instantOf: (wall: number) => wall - aheadAt(wall - aheadAt(wall)),
  }
}
