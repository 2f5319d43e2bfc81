import type { CustomField, FieldType, FieldValue, FieldValues } from '@tessera/api'
import { isEmpty } from '@/shared/catalogue/values'
import { LOCALE, t } from '@/shared/i18n'
import { MOST_DECIMALS, numberText } from './number-text'

/** What a date field holds while only a part of a day, or a day that there is not, is typed into it. */
export const HALF_A_DAY = '?'

// The same bounds as the server's.
const LONGEST: Partial<Record<FieldType, number>> = { text: 250, pattern: 250, long_text: 5000, email: 320, url: 2000 }
const LARGEST = 10 ** 15
const EARLIEST = '1900-01-01'
const DAY = /^\d{4}-\d\d-\d\d$/
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)*$/
const WEB = /^https?:\/\/[^\s<>"/?#]+[^\s<>"]*$/i

/** Why the server would refuse the value, as far as that is known here. Whether text fits a pattern only the server knows. */
export function wrongValue(field: CustomField, value: FieldValue | undefined): string | undefined {
  if (isEmpty(value)) return undefined
  if (field.type === 'number') return wrongNumber(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  const most = LONGEST[field.type]
  if (most && [...text].length > most) return t('fields.wrong.long', { most })
  if (field.type === 'email' && text && !ADDRESS.test(text)) return t('fields.wrong.email')
  if (field.type === 'url' && text && !WEB.test(text)) return t('fields.wrong.url')
  return field.type === 'date' ? wrongDay(text) : undefined
}

/** All of these fields that are wrong, by their ids. */
export function wrongValues(fields: CustomField[], values: FieldValues): Record<string, string> {
  const wrong = fields.map((field) => [field.id, wrongValue(field, values[field.id])] as const)
  return Object.fromEntries(wrong.filter((each): each is [string, string] => each[1] !== undefined))
}

function wrongNumber(value: FieldValue | undefined): string | undefined {
  if (typeof value !== 'number') return t('fields.wrong.number', { example: numberText(1.5, LOCALE) })
  if (Math.abs(value) > LARGEST) return t('fields.wrong.large')
  return Number(value.toFixed(MOST_DECIMALS)) === value
    ? undefined
    : t('fields.wrong.decimals', { most: MOST_DECIMALS })
}

function wrongDay(text: string): string | undefined {
  if (!DAY.test(text)) return t('fields.wrong.date')
  return text < EARLIEST ? t('fields.wrong.early') : undefined
}
