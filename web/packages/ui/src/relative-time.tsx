import { useSyncExternalStore } from 'react'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Making a format takes a hundred times as long as using it, and every row of a list uses some. */
const dates = new Map<string, Intl.DateTimeFormat>()
const units = new Map<string, Intl.NumberFormat>()

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = dates.get(key) ?? new Intl.DateTimeFormat(locale, options)
  dates.set(key, known)
  return known
}

/** `just now` is null: the caller's own word. Ages up to a day in short units ("5m", "3h"), then dates, with the year if not this one. */
export function formatAge(at: string, now: number, locale: string): string | null {
  const then = new Date(at)
  const age = now - then.getTime()
  if (age < MINUTE) return null
  if (age < HOUR) return formatUnit(Math.floor(age / MINUTE), 'minute', locale)
  if (age < DAY) return formatUnit(Math.floor(age / HOUR), 'hour', locale)
  const sameYear = then.getFullYear() === new Date(now).getFullYear()
  return dateFormat(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(then)
}

/** "5m", "3h", "2d". The narrow ones are of three kinds in German ("5 Min.", "3h", "2 T"); the short ones are of one. */
export function formatUnit(value: number, name: 'minute' | 'hour' | 'day', locale: string): string {
  const key = `${locale} ${name}`
  const unitDisplay = locale.startsWith('de') ? 'short' : 'narrow'
  const known = units.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay })
  units.set(key, known)
  return known.format(value)
}

export function formatExact(at: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at))
}

/** A moment for a list of facts: date and time, short. */
export function formatMoment(at: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
}

const TICK = 30_000
let current = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all ages on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    current = Date.now()
    listeners.forEach((each) => each())
  }, TICK)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The wall clock in Unix milliseconds, moving every half minute; never behind something that is being shown. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current)
}

type Props = { at: string; justNow: string; locale?: string; className?: string }

export function RelativeTime({ at, justNow, locale = 'en', className }: Props) {
  const now = useNow()
  return (
    <time
      dateTime={at}
      // Made when it is looked for: a list does not wait for a format that none of its rows shows.
      onPointerEnter={({ currentTarget }) => (currentTarget.title = formatExact(at, locale))}
      className={className}
    >
      {formatAge(at, now, locale) ?? justNow}
    </time>
  )
}
