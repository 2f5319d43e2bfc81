import type { CustomField, FieldValue, TicketDetail } from '@tessera/api'
import { newId } from '@tessera/api'
import { PopoverContent } from '@tessera/ui'
import { useEffect, useEffectEvent, useRef } from 'react'
import { FieldEditor, type Typed } from '@/shared/fields/field-editor'
import { HALF_A_DAY } from '@/shared/fields/wrong-value'
import { t } from '@/shared/i18n'
import { type Back, changeTicket } from '@/shared/tickets/changes'
import { underWay } from '@/shared/tickets/history'
import { useDescribe } from '@/shared/tickets/use-describe'
import { useDesk } from '@/shared/tickets/use-desk'
import { useUndo } from '@/shared/tickets/use-undo'
import { showToast } from '@/shared/toasts'
import { useTakeUp } from './taken-up'

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
  const { change, discarded } = useFieldActions(ticket, field)
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

function useFieldActions({ id: ticket }: TicketDetail, field: CustomField) {
  const desk = useDesk()
  const describe = useDescribe()
  const { tell } = useUndo()
  const takeUp = useTakeUp()
  const goOn = (typed: Typed) => takeUp({ ticket, field: field.id, typed })

  async function carryOut(next: FieldValue): Promise<void> {
    const wish = { fields: { [field.id]: next } }
    const outcome = await changeTicket(desk, ticket, wish)
    if (outcome.kind !== 'failed' || outcome.unreachable) return tell(describe(wish), outcome, () => change(next))
    const { detail } = outcome
    showToast({
      tone: 'danger',
      text: t('fields.refused', { name: field.name }),
      detail,
      action: { label: t('newTicket.continue'), run: () => goOn({ value: next, error: detail }) },
    })
  }
  const change = (next: FieldValue): void => void underWay(carryOut(next))

  function discarded(typed: FieldValue): void {
    const back: Back = () => {
      goOn({ value: typed })
      return Promise.resolve({ kind: 'done', back: null })
    }
    const text = t('fields.discarded', { name: field.name })
    tell(text, { kind: 'done', step: newId(), back }, () => undefined)
  }
  return { change, discarded }
}
