import type { CustomField, FieldValue } from '@tessera/api'
import { Button } from '@tessera/ui'
import { type FormEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { isEmpty } from '@/shared/catalogue/values'
import { FieldInput } from './field-input'

type Props = {
  field: CustomField
  value: FieldValue | undefined
  /** It can be emptied though it looks so: of many tickets, some hold something. */
  mayEmpty?: boolean
  onSave: (value: FieldValue) => void
}

/** One custom field by itself, to fill in or to empty. */
export function FieldEditor({ field, value, mayEmpty, onSave }: Props) {
  const offersEmptying = mayEmpty ?? (!isEmpty(value) && field.required_at !== 'creation')
  const [draft, setDraft] = useState<FieldValue>(value ?? null)
  function submit(event: FormEvent) {
    event.preventDefault()
    // The ticket's own form is not around this one, but React's events know no portals.
    event.stopPropagation()
    onSave(draft)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <FieldInput field={field} value={draft} onChange={setDraft} />
      <div className="flex justify-end gap-2">
        {field.type === 'url' && typeof value === 'string' && value && (
          <Button asChild variant="ghost">
            <a href={value} target="_blank" rel="noreferrer noopener">
              {t('fields.open')}
            </a>
          </Button>
        )}
        {offersEmptying && (
          <Button variant="ghost" onClick={() => onSave(null)}>
            {t('fields.empty')}
          </Button>
        )}
        <Button type="submit" variant="primary">
          {t('action.save')}
        </Button>
      </div>
    </form>
  )
}
