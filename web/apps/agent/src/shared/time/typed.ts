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

const MONTHS = {
  en: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  de: 'januar februar märz april mai juni juli august september oktober november dezember'.split(' '),
}

/** `31.12.` as one writes it in much of Europe, also in an English interface; without the last dot it may be an hour. */
function withMonthNamed(text: string, language: keyof typeof MONTHS): string {
  return text.replace(
    /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\d)/,
    (whole, day: string, month: string, year = '') => {
      const name = MONTHS[language][Number(month) - 1]
      return name ? (language === 'de' ? `${day}. ${name} ${year}` : `${day} ${name} ${year}`) : whole
    },
  )
}

/** A time as one says it, still to come: `friday 14:30`, `in 3 hours`, `next monday`; a day is meant from nine on. */
export function spokenTime(text: string, now: Date, language: string = LANGUAGE): Date | null {
  const { casual } = language === 'de' ? german : english
  const [found] = casual.parse(withMonthNamed(text, language === 'de' ? 'de' : 'en'), now, { forwardDate: true })
  if (!found) return null
  const { start } = found
  const at = start.date()
  if (!start.isCertain('hour')) at.setHours(MORNING, 0, 0, 0)
  return at > now ? at : null
}
