import '@/shared/i18n/pages'
import type { TicketSummary } from '@tessera/api'
import { t } from '@/shared/i18n'
import { registry } from '@/shared/hotkeys'
import type { TicketFate } from '@/shared/replica/queue'
import type { Desk } from '@/shared/tickets/changes'
import { type NewTicketBody, giveBack } from '@/shared/tickets/new-ticket'
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
export function tellSettled({ me }: Desk, body: NewTicketBody, fate: TicketFate, open: (id: string) => void): void {
  if (fate.kind === 'sent') return tellCreated(fate.row, open)
  if (fate.kind !== 'refused') return
  giveBack(me, body)
  showToast({
    tone: 'danger',
    text: t('newTicket.refused', { subject: body.subject }),
    detail: fate.reason.kind === 'failed' ? fate.reason.detail : undefined,
    action: { label: t('newTicket.continue'), run: () => registry.run('newTicket') },
  })
}
