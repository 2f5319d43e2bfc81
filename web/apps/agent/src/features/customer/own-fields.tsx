import '@/shared/i18n/pages'
import type { CustomField, FieldOf, FieldValue, FieldValues } from '@tessera/api'
import { useState } from 'react'
import { useFields } from '@/shared/catalogue/queries'
import { shownFields } from '@/shared/catalogue/values'
import { FieldInput } from '@/shared/fields/field-input'
import { wrongValues } from '@/shared/fields/wrong-value'
import type { FormErrors } from '@/shared/form'

const NOTHING: FieldValues = {}

/** The organization's own fields of a person or a company, as a form holds them. */
export function useOwnFields(of: FieldOf, kept: FieldValues = NOTHING) {
  const fields = useFields(of)
  const [values, setValues] = useState(kept)
  const asked = shownFields(fields, values).filter((field) => field.editable)
  const different = (field: CustomField) =>
    JSON.stringify(values[field.id] ?? null) !== JSON.stringify(kept[field.id] ?? null)
  const changed = asked.filter(different)
  return {
    asked,
    values,
    set: (id: string, value: FieldValue) => setValues((before) => ({ ...before, [id]: value })),
    /** Only what is other than before: what a colleague fills in meanwhile stays. */
    wish: Object.fromEntries(changed.map((field) => [field.id, values[field.id] ?? null])),
    changed: changed.length > 0,
    /** What of it the server would refuse, as a form names it. */
    check: (): FormErrors => {
      const wrong = Object.entries(wrongValues(changed, values))
      return Object.fromEntries(wrong.map(([id, error]) => [`fields.${id}`, error]))
    },
  }
}

type InputsProps = { own: ReturnType<typeof useOwnFields>; errors: FormErrors }

export function OwnFieldInputs({ own, errors }: InputsProps) {
  return own.asked.map((field) => (
    <FieldInput
      key={field.id}
      field={field}
      value={own.values[field.id]}
      error={errors[`fields.${field.id}`]}
      onChange={(value) => own.set(field.id, value)}
    />
  ))
}
