import { useEffect, useState } from 'react'
import { useServices } from '@/shared/services'
import { later } from '@/shared/settled'
import { useMe } from '@/shared/tickets/queries'
import { openUnread } from '@/shared/unread'

const loadReadMarks = later(() => import('@/shared/read-marks'))

/** What is read in one browser is read in the agent's others. */
export function useReadMarks(): void {
  const { api } = useServices()
  const me = useMe()
  const { id } = me
  useState(() => openUnread(me))
  useEffect(() => {
    const stop = loadReadMarks().then(
      ({ keepReadMarks }) => keepReadMarks(api, id),
      () => undefined,
    )
    return () => void stop.then((end) => end?.())
  }, [api, id])
}
