import type { CustomField, FieldValue, TicketDetail } from '@tessera/api'
import { useDescribe } from '@/shared/tickets/use-describe'
import { useDesk } from '@/shared/tickets/use-desk'
import { changeTicket } from '@/shared/tickets/changes'
import { underWay } from '@/shared/tickets/history'
import { useUndo } from '@/shared/tickets/use-undo'
import { t } from '@/shared/i18n'
import { showToast } from '@/shared/toasts'
import { useTakeUp } from './taken-up'

/** Gives a custom field another value. One that is refused can be gone on with. */
export function useFieldChange({ id: ticket }: TicketDetail, field: CustomField): (next: FieldValue) => void {
  const desk = useDesk()
  const describe = useDescribe()
  const { tell } = useUndo()
  const takeUp = useTakeUp()

  async function carryOut(next: FieldValue): Promise<void> {
    const wish = { fields: { [field.id]: next } }
    const outcome = await changeTicket(desk, ticket, wish)
    if (outcome.kind !== 'failed' || outcome.unreachable) return tell(describe(wish), outcome, () => change(next))
    const { detail } = outcome
    showToast({
      tone: 'danger',
      text: t('fields.refused', { name: field.name }),
      detail,
      action: {
        label: t('newTicket.continue'),
        run: () => takeUp({ ticket, field: field.id, typed: { value: next, error: detail } }),
      },
    })
  }
  const change = (next: FieldValue): void => void underWay(carryOut(next))
  return change
}
