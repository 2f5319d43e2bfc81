import type { Weekday, WorkingHours } from '@tessera/api'
import { LOCALE } from '@/shared/i18n'

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** A Monday. */
const SOME_MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000

type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } }

/** The days as the language's calendars have them, with their names. */
export function weekOf(locale: string = LOCALE): { day: Weekday; name: string }[] {
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const own = new Intl.Locale(locale) as WithWeek
  const first = ((own.getWeekInfo?.() ?? own.weekInfo)?.firstDay ?? 1) - 1
  return WEEK.map((_, place) => {
    const at = (place + first) % WEEK.length
    return { day: WEEK[at]!, name: names.format(SOME_MONDAY + at * DAY_MS) }
  })
}

export const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** What most offices have, where this browser is. */
export function usualHours(): WorkingHours {
  const span = { starts: '09:00', ends: '17:00' }
  return { time_zone: ownTimeZone(), days: { mon: span, tue: span, wed: span, thu: span, fri: span } }
}
