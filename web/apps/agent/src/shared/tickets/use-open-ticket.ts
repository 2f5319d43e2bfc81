import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { HOME_VIEW } from './views'

/** Leads to a ticket from wherever one is. */
export function useOpenTicket(): (id: string) => void {
  const navigate = useNavigate()
  return useCallback(
    (id) => void navigate({ to: '/views/$view/$ticketId', params: { view: HOME_VIEW, ticketId: id } }),
    [navigate],
  )
}
