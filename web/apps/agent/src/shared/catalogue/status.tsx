import type { TicketStatus, TicketSummary } from '@tessera/api'
import { StatusIcon } from '@tessera/ui'
import { useTranslation } from 'react-i18next'
import { ownStatusOf, useCatalogue } from './queries'

type Held = Pick<TicketSummary, 'status' | 'status_id'>

/** What a ticket's status is called: the organization's own name, or the category's. */
export function useStatusName(): (ticket: Held) => string {
  const { t } = useTranslation()
  const { statuses } = useCatalogue()
  return (ticket) => ownStatusOf(ticket, statuses)?.name ?? t(`status.${ticket.status}`)
}

export function TicketStatusIcon({ ticket }: { ticket: Held & { status: TicketStatus } }) {
  const { statuses } = useCatalogue()
  const name = useStatusName()
  return <StatusIcon status={ticket.status} colour={ownStatusOf(ticket, statuses)?.colour} label={name(ticket)} />
}
