import * as german from 'chrono-node/de'
import * as english from 'chrono-node/en'
import { LANGUAGE } from '@/shared/i18n/language'

const MINUTE = 60_000
const UNITS: Record<string, (at: Date, count: number) => Date> = {
  m: (at, count) => new Date(at.getTime() + count * MINUTE),
  h: (at, count) => new Date(at.getTime() + count * 60 * MINUTE),
  d: (at, count) => morning(at, count),
  w: (at, count) => morning(at, count * 7),
}
const MOST = 999
const MORNING = 9

function morning(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days, MORNING)
}

/** A time as one types it in short, `45m`, `2h`, `3d`, `1w`, from now on; days end at nine in the morning. */
export function typedTime(text: string, now: Date): Date | null {
  const [, count, unit] = /(?:^|\s)(\d{1,3})\s?([mhdw])\s*$/i.exec(text) ?? []
  if (!count || !unit || Number(count) === 0 || Number(count) > MOST) return null
  return UNITS[unit.toLowerCase()]!(now, Number(count))
}

/** A time as one says it, still to come: `friday 14:30`, `in 3 hours`, `next monday`; a day is meant from nine on. */
export function spokenTime(text: string, now: Date, language: string = LANGUAGE): Date | null {
  const { casual } = language === 'de' ? german : english
  const [found] = casual.parse(text, now, { forwardDate: true })
  if (!found) return null
  const { start } = found
  const at = start.date()
  if (!start.isCertain('hour')) at.setHours(MORNING, 0, 0, 0)
  return at > now ? at : null
}
