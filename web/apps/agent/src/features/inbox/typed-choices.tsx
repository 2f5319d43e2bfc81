import type { CustomField } from '@tessera/api'
import type { PickerOption } from '@tessera/ui'
import { TextSearch } from 'lucide-react'
import { readNumber } from '@/shared/fields/number-text'
import { t } from '@/shared/i18n'
import { type Condition, isTimeField } from '@/shared/views/filter'
import { sayTime } from '@/shared/views/sentence'

type Op = 'before' | 'after' | 'contains' | 'is'
type Field = Condition['field']

const CHOSEN = /^\?(before|after|contains|is):(.+)$/s
const DAY = /^\d{4}-\d\d-\d\d$/
const LARGEST = 10 ** 15
const TEXTS = new Set(['text', 'long_text', 'email', 'url', 'pattern'])

/**
 * What somebody types for a field, as conditions to choose from: a day as a bound, a number as that or as itself, words as a
 * part of a text.
 */
export function useTypedChoices(field: Field, own: CustomField | undefined, typed: string): PickerOption[] {
  const text = typed.trim()
  const read = own?.type === 'number' ? numberIn(text) : null
  return opsFor(field, own, text, read !== null).map((op) => {
    const value = read === null ? text : String(read)
    const label = t(`views.typed.${wordFor(op, own)}`, { number: read ?? 0, when: sayTime(value), text })
    return {
      value: `?${op}:${value}`,
      label,
      keywords: [typed],
      icon: <TextSearch size={14} aria-hidden="true" className="text-icon" />,
    }
  })
}

/** What can be typed for a field, in words; nothing where its values are all there to choose from. */
export function hintFor(field: Field, own: CustomField | undefined): string | undefined {
  if (own?.type === 'number') return t('views.hint.number')
  if (isTimeField(field) || own?.type === 'date') return t('views.hint.day')
  return undefined
}

function numberIn(text: string): number | null {
  const read = readNumber(text)
  // A very small one is written in a way that filters do not know.
  return read !== null && Math.abs(read) <= LARGEST && !String(read).includes('e') ? read : null
}

function opsFor(field: Field, own: CustomField | undefined, text: string, isNumber: boolean): Op[] {
  const bounds: Op[] = ['after', 'before']
  if (own?.type === 'number') return isNumber ? ['is', ...bounds] : []
  if (isTimeField(field) || own?.type === 'date') return isDay(text) ? bounds : []
  return text && (field === 'subject' || (own && TEXTS.has(own.type))) ? ['contains'] : []
}

const wordFor = (op: Op, own: CustomField | undefined) =>
  op === 'contains' || op === 'is' || own?.type !== 'number' ? op : op === 'before' ? 'lessThan' : 'atLeast'

const isDay = (text: string) => DAY.test(text) && !Number.isNaN(Date.parse(text))

/** The condition that was chosen from what was typed. Null: something else was chosen. */
export function typedCondition(field: Field, chosen: string): Condition | null {
  const [, op, value] = CHOSEN.exec(chosen) ?? []
  if (op === 'is') return { field, op: 'in', value: [value!] } as Condition
  return op ? ({ field, op, value } as Condition) : null
}
