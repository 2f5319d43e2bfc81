import type { CustomField, FieldValue, TicketDetail } from '@tessera/api'
import { newId } from '@tessera/api'
import { PopoverContent } from '@tessera/ui'
import { useEffect, useEffectEvent, useRef } from 'react'
import { FieldEditor, type Typed } from '@/shared/fields/field-editor'
import { HALF_A_DAY } from '@/shared/fields/wrong-value'
import { t } from '@/shared/i18n'
import type { Back } from '@/shared/tickets/changes'
import { useUndo } from '@/shared/tickets/use-undo'
import { useTakeUp } from './taken-up'
import { useFieldChange } from './use-field-change'

type Props = {
  ticket: TicketDetail
  field: CustomField
  value: FieldValue | undefined
  open: boolean
  /** What it opens with instead of the value. */
  typed: Typed | undefined
  onClose: () => void
}

const same = (one: FieldValue | undefined, other: FieldValue | undefined) =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Where a field of a ticket is filled in. It loses nothing: what is refused or left can be gone on with. */
export function FieldPopover({ ticket, field, value, open, typed, onClose }: Props) {
  const change = useFieldChange(ticket, field)
  const discarded = useDiscarded(ticket, field)
  const draft = useRef<FieldValue>(null)
  const dirty = useRef(false)
  const opened = useEffectEvent(() => {
    draft.current = typed?.value ?? null
    dirty.current = typed !== undefined
  })
  const closed = useEffectEvent(() => {
    // Half a day is in the browser's own hands: it cannot be given back.
    if (dirty.current && draft.current !== HALF_A_DAY && !same(draft.current, value)) discarded(draft.current)
    dirty.current = false
  })
  useEffect(() => {
    if (open) opened()
    else closed()
  }, [open, typed])

  function save(next: FieldValue) {
    dirty.current = false
    onClose()
    if (!same(next, value)) change(next)
  }
  return (
    <PopoverContent aria-label={field.name} className="w-72 p-3">
      <FieldEditor
        key={typed ? 'again' : 'new'}
        field={field}
        value={value}
        typed={typed}
        onType={(next) => {
          draft.current = next
          dirty.current = true
        }}
        onSave={save}
      />
    </PopoverContent>
  )
}

function useDiscarded({ id: ticket }: TicketDetail, field: CustomField) {
  const { tell } = useUndo()
  const takeUp = useTakeUp()
  return (typed: FieldValue): void => {
    const back: Back = () => {
      takeUp({ ticket, field: field.id, typed: { value: typed } })
      return Promise.resolve({ kind: 'done', back: null })
    }
    const text = t('fields.discarded', { name: field.name })
    tell(text, { kind: 'done', step: newId(), back }, () => undefined)
  }
}
