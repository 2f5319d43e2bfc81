import type { TicketStatus, TicketSummary } from '@tessera/api'
import { StatusIcon } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { ownStatusOf, useCatalogue } from './queries'

type Held = Pick<TicketSummary, 'status' | 'status_id'>

/** What a ticket's status is called: the organization's own name, or the category's. */
export function useStatusName(): (ticket: Held) => string {
  const { statuses } = useCatalogue()
  return (ticket) => nameOf(ticket, ownStatusOf(ticket, statuses))
}

const nameOf = (ticket: Held, own: { name: string } | undefined) => own?.name ?? t(`status.${ticket.status}`)

export function TicketStatusIcon({ ticket }: { ticket: Held & { status: TicketStatus } }) {
  const { statuses } = useCatalogue()
  const own = ownStatusOf(ticket, statuses)
  return <StatusIcon status={ticket.status} colour={own?.colour} label={nameOf(ticket, own)} />
}
