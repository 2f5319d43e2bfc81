import { formatUnit } from '@tessera/ui'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A length of time in its largest unit: "40m", "3h", "2d". At least a minute. */
export function formatSpan(ms: number, locale: string): string {
  const [size, unit] =
    ms < HOUR ? ([MINUTE, 'minute'] as const) : ms < 2 * DAY ? ([HOUR, 'hour'] as const) : ([DAY, 'day'] as const)
  return formatUnit(Math.max(1, Math.floor(ms / size)), unit, locale)
}

/** A moment to come: the time alone today, with the weekday within a week, else with the date. */
export function formatWhen(moment: string, now: number, locale: string): string {
  const then = new Date(moment)
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const days = Math.floor((then.getTime() - midnight) / DAY)
  const time = timeOf(locale)
  if (days === 0) return new Intl.DateTimeFormat(locale, time).format(then)
  if (days > 0 && days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'short', ...time }).format(then)
  const sameYear = then.getFullYear() === new Date(now).getFullYear()
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) }
  return new Intl.DateTimeFormat(locale, { ...date, ...time }).format(then)
}

/** Alike with a day and without one: else a clock of 24 hours says 7:07 alone and 07:07 beside a weekday. */
function timeOf(locale: string): Intl.DateTimeFormatOptions {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return { hour: hourCycle === 'h23' ? '2-digit' : 'numeric', minute: '2-digit' }
}
