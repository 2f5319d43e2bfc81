import { type RealtimeState, startRealtime } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { storeJob } from '@/shared/jobs/jobs'
import { useServices } from '@/shared/services'
import { applyDelta, catchUp } from './deltas'
import { createLateReads } from './late-reads'

/** Hears what others do for as long as the component is mounted. */
export function useLive(me: string): RealtimeState {
  const { api, connect } = useServices()
  const client = useQueryClient()
  const [state, setState] = useState<RealtimeState>('connecting')

  useEffect(() => {
    const late = createLateReads(client, me)
    const realtime = startRealtime({
      pass: async () => (await api.realtimePass()).value,
      connect,
      onDelta(delta) {
        if (delta.ticket) late.heard(delta.ticket)
        applyDelta(client, delta, me)
      },
      onJob: ({ job }) => storeJob(client, job),
      onState: setState,
      onGap: () => catchUp(client),
    })
    addEventListener('online', realtime.retryNow)
    return () => {
      removeEventListener('online', realtime.retryNow)
      realtime.stop()
      late.stop()
    }
  }, [api, connect, client, me])

  return state
}
