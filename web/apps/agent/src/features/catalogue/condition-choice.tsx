import type { CreateField, CustomField } from '@tessera/api'
import { Field, Select } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { Tick } from './audience-choice'

type Condition = NonNullable<CreateField['depends_on']>
const ALWAYS = 'always'

type Props = {
  value: Condition | null
  fields: CustomField[]
  error: string | undefined
  onChange: (value: Condition | null) => void
}

/** On which tickets the field is at all: always, or where another one holds what is ticked here. */
export function ConditionChoice({ value, fields, error, onChange }: Props) {
  const possible = fields.filter((field) => ['checkbox', 'one_of', 'many_of'].includes(field.type))
  if (possible.length === 0 && !value) return null
  const other = possible.find((field) => field.id === value?.field_id)
  const choices = other ? choicesOf(other) : []

  function choose(id: string) {
    const field = possible.find((each) => each.id === id)
    onChange(
      field
        ? {
            field_id: id,
            values: choicesOf(field)
              .slice(0, 1)
              .map((each) => each.id),
          }
        : null,
    )
  }
  function choicesOf(field: CustomField) {
    if (field.type !== 'checkbox') return field.options.filter((option) => !option.archived)
    return [
      { id: 'true', label: t('catalogue.ticked') },
      { id: 'false', label: t('catalogue.notTicked') },
    ]
  }
  return (
    <div className="flex flex-col gap-1">
      <Field label={t('catalogue.dependsOn')} error={error}>
        {({ id }) => (
          <Select
            id={id}
            value={value?.field_id ?? ALWAYS}
            onChange={choose}
            options={[
              { value: ALWAYS, label: t('catalogue.always') },
              ...possible.map((field) => ({ value: field.id, label: field.name })),
            ]}
          />
        )}
      </Field>
      {value && other && (
        <fieldset>
          <legend className="text-xs text-quiet">{t('catalogue.holds')}</legend>
          <div className="flex flex-wrap gap-x-5">
            {choices.map((choice) => (
              <Tick
                key={choice.id}
                label={choice.label}
                checked={value.values.includes(choice.id)}
                onChange={(on) => {
                  const values = value.values.filter((each) => each !== choice.id)
                  onChange({ ...value, values: on ? [...values, choice.id] : values })
                }}
              />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}
