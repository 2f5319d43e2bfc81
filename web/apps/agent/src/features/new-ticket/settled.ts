import '@/shared/i18n/pages'
import type { Catalogue, TicketSummary } from '@tessera/api'
import { CATALOGUE } from '@/shared/catalogue/queries'
import { t } from '@/shared/i18n'
import { registry } from '@/shared/hotkeys'
import type { TicketFate } from '@/shared/replica/queue'
import { CUSTOM, type Desk } from '@/shared/tickets/changes'
import { type NewTicketBody, bringForward, giveBack } from '@/shared/tickets/new-ticket'
import { showToast } from '@/shared/toasts'

export function tellCreated({ id, number }: TicketSummary, open: (id: string) => void): void {
  showToast({
    // In the place of what said that it waits.
    id,
    text: t('newTicket.created', { number }),
    action: { label: t('newTicket.open'), run: () => open(id) },
  })
}

/** What became of a ticket that waited for the network: it is there, or its text is in the form again. */
export function tellSettled(
  { me, client }: Desk,
  body: NewTicketBody,
  fate: TicketFate,
  open: (id: string) => void,
): void {
  if (fate.kind === 'sent') return tellCreated(fate.row, open)
  if (fate.kind !== 'refused') return
  const { detail, errors = [] } = fate.reason.kind === 'failed' ? fate.reason : {}
  giveBack(me, body, errors)
  const goOn = () => {
    bringForward(me, body.id)
    registry.run('newTicket')
  }
  const { fields = [] } = client.getQueryData<Catalogue>(CATALOGUE) ?? {}
  const named = errors.map(({ field, message }) => {
    const name = fields.find(({ id }) => field === CUSTOM + id)?.name
    return name ? `${name}: ${message}` : message
  })
  showToast({
    tone: 'danger',
    text: t('newTicket.refused', { subject: body.subject }),
    detail: named.join(' ') || detail,
    action: { label: t('newTicket.continue'), run: goOn },
  })
}
