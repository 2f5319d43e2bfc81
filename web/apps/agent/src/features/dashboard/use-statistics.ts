import { useQueryClient } from '@tanstack/react-query'
import { useNow } from '@tessera/ui'
import { useEffect, useMemo, useState } from 'react'
import { replicaOf } from '@/shared/replica/local'
import { useMe } from '@/shared/tickets/queries'
import { type Range, type Statistics, statisticsOf } from './statistics'

/** What happens at once is counted once. */
const REST_MS = 300

/** The dashboard's numbers, of the tickets that this agent may see; they follow what happens. */
export function useStatistics(days: Range, team: string | null): Statistics {
  const replica = replicaOf(useQueryClient())
  const me = useMe().id
  const now = useNow()
  const [revision, setRevision] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = replica.onChange(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        setRevision((before) => before + 1)
      }, REST_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [replica])
  return useMemo(
    () => statisticsOf(replica.all(), { me, now, days, team }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the replica's rows are not the same at another revision
    [replica, revision, me, now, days, team],
  )
}
