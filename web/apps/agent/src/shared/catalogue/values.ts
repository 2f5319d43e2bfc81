import type { CustomField, FieldValue, FieldValues } from '@tessera/api'

/** Whether a ticket with these values has the field: what it depends on holds, and has it in turn. */
export function applies(field: CustomField, fields: CustomField[], values: FieldValues): boolean {
  const condition = field.depends_on
  const other = condition && fields.find((each) => each.id === condition.field_id)
  if (!condition || !other || other.deleted) return true
  if (!applies(other, fields, values)) return false
  const held = values[other.id]
  const names = other.type === 'checkbox' ? [held ? 'true' : 'false'] : [held].flat().map(String)
  return names.some((name) => condition.values.includes(name))
}

export function isEmpty(value: FieldValue | undefined): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** The fields that a form shows: those that apply, in the organization's order. */
export function shownFields(fields: CustomField[], values: FieldValues): CustomField[] {
  return fields.filter((field) => !field.deleted && applies(field, fields, values))
}

/** What would hold a ticket open: fields that closing asks for, that this agent may fill in and nobody has. */
export function missingToClose(fields: CustomField[], values: FieldValues): CustomField[] {
  return shownFields(fields, values).filter(
    (field) => field.required_at === 'closing' && field.editable && !isFilled(field, values[field.id]),
  )
}

/** A checkbox that is required has to be ticked. */
export function isFilled(field: CustomField, value: FieldValue | undefined): boolean {
  return field.type === 'checkbox' ? value === true : !isEmpty(value)
}

export interface Words {
  yes: string
  no: string
  locale: string
}

/** A value as a line of text. */
export function textOfValue(field: CustomField | undefined, value: FieldValue | undefined, words: Words): string {
  if (isEmpty(value)) return ''
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (field?.type === 'date' && typeof value === 'string') {
    // A day is the same day everywhere: it is read and shown in one zone.
    const day = new Date(`${value}T00:00:00Z`)
    return Number.isNaN(day.getTime())
      ? value
      : new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(day)
  }
  if (typeof value === 'number') return new Intl.NumberFormat(words.locale, { maximumFractionDigits: 6 }).format(value)
  const labelOf = (id: string) => field?.options.find((option) => option.id === id)?.label ?? id
  return [value]
    .flat()
    .map((each) => labelOf(String(each)))
    .join(', ')
}
