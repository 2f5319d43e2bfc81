import type { CustomField } from '@tessera/api'
import type { PickerOption } from '@tessera/ui'
import { TextSearch } from 'lucide-react'
import { t } from '@/shared/i18n'
import { type Condition, isTimeField } from '@/shared/views/filter'
import { sayTime } from '@/shared/views/sentence'

type Op = 'before' | 'after' | 'contains'
type Field = Condition['field']

const CHOSEN = /^\?(before|after|contains):(.+)$/s
const DAY = /^\d{4}-\d\d-\d\d$/
const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/
const TEXTS = new Set(['text', 'long_text', 'email', 'url', 'pattern'])

/** What somebody types for a field, as conditions to choose from: a day or a number as a bound, words as a part of a text. */
export function useTypedChoices(field: Field, own: CustomField | undefined, typed: string): PickerOption[] {
  const text = typed.trim()
  return opsFor(field, own, text).map((op) => {
    const value = op === 'contains' ? text : text.replace(',', '.')
    const number = Number(value)
    const label = t(`views.typed.${wordFor(op, own)}`, { number, when: sayTime(value), text })
    return {
      value: `?${op}:${value}`,
      label,
      keywords: [typed],
      icon: <TextSearch size={14} aria-hidden="true" className="text-icon" />,
    }
  })
}

function opsFor(field: Field, own: CustomField | undefined, text: string): Op[] {
  const bounds: Op[] = ['after', 'before']
  if (own?.type === 'number') return NUMBER.test(text.replace(',', '.')) ? bounds : []
  if (isTimeField(field) || own?.type === 'date') return isDay(text) ? bounds : []
  return text && (field === 'subject' || (own && TEXTS.has(own.type))) ? ['contains'] : []
}

const wordFor = (op: Op, own: CustomField | undefined) =>
  op === 'contains' || own?.type !== 'number' ? op : op === 'before' ? 'lessThan' : 'atLeast'

const isDay = (text: string) => DAY.test(text) && !Number.isNaN(Date.parse(text))

/** The condition that was chosen from what was typed. Null: something else was chosen. */
export function typedCondition(field: Field, chosen: string): Condition | null {
  const [, op, value] = CHOSEN.exec(chosen) ?? []
  return op ? ({ field, op, value } as Condition) : null
}
