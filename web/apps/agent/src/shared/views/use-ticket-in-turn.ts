import { useParams, useSearch } from '@tanstack/react-router'
import { useTurned } from '@/shared/hotkeys'

/** The open ticket, of two the one that the keys are for. */
export function useTicketInTurn(): string | undefined {
  const { ticketId } = useParams({ strict: false })
  const { beside } = useSearch({ strict: false })
  return useTurned() === 'beside' ? beside : ticketId
}
