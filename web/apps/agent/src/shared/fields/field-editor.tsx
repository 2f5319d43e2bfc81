import type { CustomField, FieldValue } from '@tessera/api'
import { Button } from '@tessera/ui'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { isEmpty } from '@/shared/catalogue/values'
import { useFirstWrong } from '@/shared/use-first-wrong'
import { FieldInput } from './field-input'
import { wrongValue } from './wrong-value'

/** What was typed before and not kept, and what was wrong with it, if anything. */
export type Typed = { value: FieldValue; error?: string | undefined }

type Props = {
  field: CustomField
  value: FieldValue | undefined
  /** It goes on with this. */
  typed?: Typed | undefined
  /** It can be emptied though it looks so: of many tickets, some hold something. */
  mayEmpty?: boolean
  onType?: (value: FieldValue) => void
  onSave: (value: FieldValue) => void
}

/** One custom field by itself, to fill in or to empty. What cannot be right stays, and says so. */
export function FieldEditor({ field, value, typed, mayEmpty, onType, onSave }: Props) {
  const offersEmptying = mayEmpty ?? (!isEmpty(value) && field.required_at !== 'creation')
  const [draft, setDraft] = useState<FieldValue>((typed ? typed.value : value) ?? null)
  const [wrong, setWrong] = useState({ error: typed?.error })
  const form = useFirstWrong(wrong)
  function submit(event: FormEvent) {
    event.preventDefault()
    // The ticket's own form is not around this one, but React's events know no portals.
    event.stopPropagation()
    const error = wrongValue(field, draft)
    setWrong({ error })
    if (!error) onSave(draft)
  }
  function keyed(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }
  function write(next: FieldValue) {
    setDraft(next)
    onType?.(next)
  }
  return (
    // The chord submits from a text of several lines as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={form} onSubmit={submit} onKeyDown={keyed} noValidate className="flex flex-col gap-3">
      <FieldInput field={field} value={draft} error={wrong.error} onChange={write} />
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
