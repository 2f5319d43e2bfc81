import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useServices } from '@/shared/services'
import { AT_ONCE, allOf, markNotices, noticesQuery } from './notices'

/** Whoever looks at a ticket has read what they were told of it. */
export function useReadWith(ticketId: string | undefined): void {
  const { api } = useServices()
  const client = useQueryClient()
  const { data } = useInfiniteQuery(noticesQuery(api))
  const unread = allOf(data).filter((notice) => !notice.read && notice.ticket?.id === ticketId)
  const ids = unread.map((notice) => notice.id).join(' ')
  useEffect(() => {
    if (!ids || !ticketId) return
    const read = () =>
      document.visibilityState === 'visible' && void markNotices(api, client, { ids: ids.split(' ').slice(0, AT_ONCE) })
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [api, client, ids, ticketId])
}
