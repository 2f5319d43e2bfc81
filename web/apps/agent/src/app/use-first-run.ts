import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isGuided } from '@/shared/first-run'
import { useSyncState, useTicketCount } from '@/shared/replica/use-list'
import { useMayWrite } from '@/shared/tickets/queries'

/** An organization without a single ticket is new: whoever comes in is led through the first steps, once. */
export function useFirstRun(): void {
  const navigate = useNavigate()
  const { copied } = useSyncState()
  const count = useTicketCount('all')
  const mayWrite = useMayWrite()
  const isNew = copied && count === 0 && mayWrite
  useEffect(() => {
    if (isNew && !isGuided())
      void navigate({ to: '/settings/$section', params: { section: 'first-steps' }, replace: true })
  }, [isNew, navigate])
}
