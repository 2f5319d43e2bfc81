import { LOCALE } from '@/shared/i18n'

/** As many as the server keeps. */
export const MOST_DECIMALS = 6
/** Between what belongs together, as people type and paste it: a blank, one that does not break, a narrow one. */
const BLANKS = /[ \u00a0\u202f]/g
const DIRECTION_MARKS = /[\u200e\u200f\u061c]/g
const MINUSES = /^[\u2212\u2013]/
const ZEROS = { arabic: 0x0660, persian: 0x06f0 }

/** The number as it stands in a field that can be typed into: without groups, which are in the way there. */
export function numberText(value: number, locale = LOCALE): string {
  const shape = { useGrouping: false, maximumFractionDigits: MOST_DECIMALS } as const
  return new Intl.NumberFormat(locale, shape).format(value)
}

/**
 * What somebody typed, as a number; null for what is none. The reader's own way of writing it comes first: 1.234 is a
 * thousand and more in German. What can only be the plain form, such as 1.5, is that.
 */
export function readNumber(typed: string, locale = LOCALE): number | null {
  const text = latin(typed.replace(DIRECTION_MARKS, '').trim()).replace(MINUSES, '-')
  const [, sign, rest] = /^([-+]?)(.+)$/.exec(text) ?? []
  if (rest === undefined) return null
  const { group, decimal } = marksOf(locale)
  const plain = inMarks(rest, group, decimal) ?? inMarks(rest, '٬', '٫') ?? inMarks(rest, '', '.')
  return plain === null ? null : Number(sign + plain)
}

/** The number in the form that programs read, if these are its marks. */
function inMarks(text: string, group: string, decimal: string): string | null {
  const [whole = '', part, ...more] = text.split(decimal)
  if (more.length > 0 || (part !== undefined && !/^\d+$/.test(part))) return null
  const [first = '', ...groups] = inGroups(whole, group)
  const good = groups.length === 0 ? /^\d*$/.test(first) : /^\d{1,3}$/.test(first)
  if (!good || groups.some((each) => !/^\d{3}$/.test(each))) return null
  const digits = [first, ...groups].join('')
  if (digits === '' && part === undefined) return null
  return part === undefined ? digits : `${digits || '0'}.${part}`
}

function inGroups(whole: string, group: string): string[] {
  const evened = whole.replace(BLANKS, ' ').replace(/[’]/g, "'")
  const mark = evened.includes(' ') ? ' ' : group
  return mark ? evened.split(mark) : [evened]
}

function marksOf(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1234567.5)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { group: of('group').replace(/[’]/g, "'").replace(BLANKS, ' '), decimal: of('decimal') || '.' }
}

function latin(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.codePointAt(0)!
    return String(code - (code >= ZEROS.persian ? ZEROS.persian : ZEROS.arabic))
  })
}
