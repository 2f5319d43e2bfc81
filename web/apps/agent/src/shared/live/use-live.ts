import { type RealtimeState, startRealtime } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useServices } from '@/shared/services'
import { applyDelta, catchUp } from './deltas'

/** Hears what others do for as long as the component is mounted. */
export function useLive(me: string): RealtimeState {
  const { api, connect } = useServices()
  const client = useQueryClient()
  const [state, setState] = useState<RealtimeState>('connecting')

  useEffect(() => {
    const realtime = startRealtime({
      pass: async () => (await api.realtimePass()).value,
      connect,
      onDelta: (delta) => applyDelta(client, delta, me),
      onState: setState,
      onGap: () => catchUp(client),
    })
    addEventListener('online', realtime.retryNow)
    return () => {
      removeEventListener('online', realtime.retryNow)
      realtime.stop()
    }
  }, [api, connect, client, me])

  return state
}
