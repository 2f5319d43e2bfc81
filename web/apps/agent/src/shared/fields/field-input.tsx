import type { CustomField, FieldValue } from '@tessera/api'
import { Field, Input, Select, Textarea } from '@tessera/ui'
import { useId } from 'react'
import { t } from '@/shared/i18n'
import { DayInput, NumberInput } from './typed-inputs'

const NONE = 'none'

type Props = {
  field: CustomField
  value: FieldValue | undefined
  onChange: (value: FieldValue) => void
  error?: string | undefined
  /** What the label says besides the name, such as when the field is required. */
  mark?: string | undefined
}

/** A custom field in a form, whatever its type. What cannot be chosen any more is offered only where it is. */
export function FieldInput({ field, value, onChange, error, mark }: Props) {
  const label = mark ? `${field.name} ${mark}` : field.name
  const hint = [field.description, field.type === 'pattern' ? field.hint : ''].filter(Boolean).join(' ') || undefined
  if (field.type === 'checkbox' || field.type === 'many_of') {
    return <Ticks field={field} label={label} hint={hint} value={value} onChange={onChange} error={error} />
  }
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => {
        if (field.type === 'one_of') return <Choice field={field} {...ids} value={value} onChange={onChange} />
        const known = { ...ids, value, onChange }
        if (field.type === 'number') return <NumberInput {...known} />
        if (field.type === 'date') return <DayInput {...known} />
        const text = value === null || value === undefined ? '' : String(value)
        const write = (typed: string) => onChange(typed === '' ? null : typed)
        if (field.type === 'long_text') {
          return <Textarea {...ids} value={text} rows={4} onChange={(event) => write(event.target.value)} />
        }
        return (
          <Input
            {...ids}
            {...KINDS[field.type]}
            value={text}
            autoComplete="off"
            onChange={(event) => write(event.target.value)}
          />
        )
      }}
    </Field>
  )
}

const KINDS: Record<string, { type?: string; inputMode?: 'email' | 'url' }> = {
  email: { type: 'email', inputMode: 'email' },
  url: { type: 'url', inputMode: 'url' },
}

type Ids = { id: string; 'aria-describedby'?: string | undefined; 'aria-invalid'?: true | undefined }

function Choice({ field, value, onChange, ...ids }: Omit<Props, 'error' | 'mark'> & Ids) {
  const offered = field.options.filter((option) => !option.archived || option.id === value)
  return (
    <Select
      {...ids}
      value={typeof value === 'string' && value ? value : NONE}
      onChange={(next) => onChange(next === NONE ? null : next)}
      options={[
        { value: NONE, label: t('fields.notSet') },
        ...offered.map((option) => ({ value: option.id, label: option.label })),
      ]}
    />
  )
}

function Ticks({
  field,
  label,
  hint,
  value,
  onChange,
  error,
}: Omit<Props, 'mark'> & { label: string; hint: string | undefined }) {
  const id = useId()
  const held = Array.isArray(value) ? value : []
  const note = error ?? hint
  const ticks =
    field.type === 'checkbox'
      ? [{ id: 'true', label, checked: value === true, set: (on: boolean) => onChange(on) }]
      : field.options
          .filter((option) => !option.archived || held.includes(option.id))
          .map((option) => ({
            id: option.id,
            label: option.label,
            checked: held.includes(option.id),
            set: (on: boolean) => onChange(on ? [...held, option.id] : held.filter((each) => each !== option.id)),
          }))
  return (
    <fieldset aria-describedby={note ? id : undefined} className="flex flex-col">
      <legend className={field.type === 'checkbox' ? 'sr-only' : 'mb-1 text-xs font-medium text-strong'}>
        {label}
      </legend>
      {ticks.map((tick) => (
        <label key={tick.id} className="flex min-h-8 items-center gap-2 text-strong pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={tick.checked}
            aria-invalid={error ? true : undefined}
            onChange={(event) => tick.set(event.target.checked)}
            className="size-4 accent-accent"
          />
          {tick.label}
        </label>
      ))}
      {note && (
        <p id={id} className={error ? 'text-xs text-danger-text' : 'text-xs text-quiet'}>
          {note}
        </p>
      )}
    </fieldset>
  )
}
