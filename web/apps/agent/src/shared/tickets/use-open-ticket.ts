import { useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { HOME_VIEW } from './views'

/** Leads to a ticket from wherever one is; from a page that is no list it leads back there. */
export function useOpenTicket(): (id: string) => void {
  const navigate = useNavigate()
  const router = useRouter()
  return useCallback(
    (id) => {
      const found = !router.state.location.pathname.startsWith('/views')
      void navigate({
        to: '/views/$view/$ticketId',
        params: { view: HOME_VIEW, ticketId: id },
        ...(found && { state: { found } }),
      })
    },
    [navigate, router],
  )
}
