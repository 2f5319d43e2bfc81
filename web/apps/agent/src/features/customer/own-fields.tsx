import '@/shared/i18n/pages'
import type { CustomField, FieldOf, FieldValue, FieldValues } from '@tessera/api'
import { useState } from 'react'
import { useFields } from '@/shared/catalogue/queries'
import { isEmpty, shownFields, textOfValue } from '@/shared/catalogue/values'
import { FieldInput } from '@/shared/fields/field-input'
import type { FormErrors } from '@/shared/form'
import { t, LOCALE } from '@/shared/i18n'

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

/** What they hold, those that hold anything. */
export function OwnFieldFacts({ of, values }: { of: FieldOf; values: FieldValues }) {
  const held = useFields(of).filter((field) => !isEmpty(values[field.id]))
  if (held.length === 0) return null
  const words = { yes: t('fields.yes'), no: t('fields.no'), locale: LOCALE }
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-3 gap-y-1.5 py-1 text-xs" data-testid="own-fields">
      {held.map((field) => (
        <div key={field.id} className="contents">
          <dt className="max-w-32 text-quiet [overflow-wrap:anywhere]">{field.name}</dt>
          <dd dir="auto" className="min-w-0 whitespace-pre-wrap text-strong [overflow-wrap:anywhere] rtl:text-right">
            <Value field={field} text={textOfValue(field, values[field.id], words)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ field, text }: { field: CustomField; text: string }) {
  const link = { url: text, email: `mailto:${text}` }[field.type as 'url' | 'email']
  if (!link) return text
  return (
    <a href={link} target="_blank" rel="noreferrer noopener" className="underline-offset-2 hover:underline">
      {text.replace(/^https?:\/\//, '')}
    </a>
  )
}
