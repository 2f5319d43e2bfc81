import type { LinkType, TicketSummary } from '@tessera/api'
import { t } from '@/shared/i18n'
import { underWay } from './history'
import { linkTicket } from './links'
import { useDesk } from './use-desk'
import { useUndo } from './use-undo'

/** Links a ticket to another one: it shows at once, says so, and can be undone. */
export function useLink(ticket: TicketSummary): (other: TicketSummary, type: LinkType) => void {
  const desk = useDesk()
  const { tell } = useUndo()
  async function link(other: TicketSummary, type: LinkType): Promise<void> {
    const text = t('links.done', { type: t(`links.type.${type}`), number: other.number })
    tell(text, await linkTicket(desk, ticket.id, other, type), () => void link(other, type))
  }
  return (other, type) => void underWay(link(other, type))
}
