import type { TicketSummary } from '@tessera/api'
import { useCommand } from '@/shared/hotkeys'
import { useMayDelete, useMayWrite } from './queries'
import { useTicketActions } from './use-ticket-actions'

/** The keys that a ticket ends by. */
export function useEnding(ticket: TicketSummary | undefined): void {
  const { change, remove } = useTicketActions()
  const there = ticket !== undefined && !ticket.deleted_at
  const open = there && !ticket.merged_into && ticket.status !== 'closed'
  useCommand('close', () => ticket && change(ticket.id, { status: 'closed' }), useMayWrite() && open)
  useCommand('deleteTicket', () => ticket && remove(ticket), useMayDelete() && there)
}
