import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isGuided } from '@/shared/first-run'
import { isCopied, useSyncState, useTicketCount } from '@/shared/replica/use-list'
import { useMayWrite, useMe } from '@/shared/tickets/queries'

/**
 * An organization without a single ticket is new: whoever comes in is led through the first steps, once. Shows nothing; a
 * component of its own, since it hears of each ticket that comes and goes.
 */
export function FirstRun(): null {
  const navigate = useNavigate()
  const copied = useSyncState(isCopied)
  const count = useTicketCount('all')
  const mayWrite = useMayWrite()
  // Whoever sees only their team's tickets may just have none.
  const seesAll = useMe().ticket_scope === 'all'
  const isNew = copied && count === 0 && mayWrite && seesAll
  useEffect(() => {
    if (isNew && !isGuided())
      void navigate({ to: '/settings/$section', params: { section: 'first-steps' }, replace: true })
  }, [isNew, navigate])
  return null
}
