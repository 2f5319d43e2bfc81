import type { CustomField, FieldValue, TicketDetail } from '@tessera/api'
import { Picker, type PickerOption } from '@tessera/ui'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { useFieldChange } from './use-field-change'

const NONE = 'none'

type Props = {
  field: CustomField
  ticket: TicketDetail
  value: FieldValue | undefined
  open: boolean
  onTurn: (open: boolean) => void
  children: ReactNode
}

/** Whether a field's values are few and known, to be picked from as a status is. */
export const isPicked = ({ type }: CustomField) => type === 'one_of' || type === 'checkbox'

/** A field with such values: the first letters and Enter are enough. */
export function PickedField({ field, ticket, value, open, onTurn, children }: Props) {
  const change = useFieldChange(ticket, field)
  const known = typeof value === 'boolean' || typeof value === 'string' ? String(value) : ''
  const now = known || NONE
  function pick(next: string) {
    onTurn(false)
    if (next === now) return
    change(next === NONE ? null : field.type === 'checkbox' ? next === 'true' : next)
  }
  return (
    <Picker
      label={field.name}
      value={now}
      options={optionsOf(field, now)}
      open={open}
      onOpenChange={onTurn}
      onPick={pick}
      searchLabel={t('properties.search')}
      empty={t('properties.empty')}
    >
      {children}
    </Picker>
  )
}

/** What cannot be chosen any more is offered only where it is. */
function optionsOf(field: CustomField, now: string): PickerOption[] {
  const offered =
    field.type === 'checkbox'
      ? [
          { value: 'true', label: t('fields.yes') },
          { value: 'false', label: t('fields.no') },
        ]
      : field.options
          .filter(({ id, archived }) => !archived || id === now)
          .map(({ id, label }) => ({ value: id, label }))
  const none = { value: NONE, label: t('fields.notSet') }
  return field.required_at === 'creation' && now !== NONE ? offered : [none, ...offered]
}
