import { startRealtime } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { storeJob } from '@/shared/jobs/jobs'
import { hearNotice } from '@/shared/notices/hear'
import { syncOf } from '@/shared/replica/local'
import { queueOf } from '@/shared/replica/queue'
import { tellMyPlace } from '@/shared/presence/my-place'
import { hearPresence } from '@/shared/presence/presence'
import { useServices } from '@/shared/services'
import { useConnection } from './connection'
import { noteDeed } from './deeds'
import { readAgain } from './definitions'
import { catchUp, tint } from './deltas'

/** Hears what others do for as long as the component is mounted. */
export function useLive(me: string): void {
  const { api, connect } = useServices()
  const client = useQueryClient()

  useEffect(() => {
    const realtime = startRealtime({
      pass: async () => (await api.realtimePass()).value,
      connect,
      onDelta(delta) {
        tint(delta, me)
        noteDeed(delta)
        syncOf(client)?.heard({ ...delta, id: delta.ticket_id })
      },
      onPosition: ({ after, seq }) => syncOf(client)?.position(after, seq),
      onJob: ({ job }) => storeJob(client, job),
      onNotice: (notice) => hearNotice(client, notice),
      onDefinitions: (change) => readAgain(client, change),
      onPresence: hearPresence,
      onState: (state) => useConnection.setState({ state }),
      onGap() {
        catchUp(client)
        syncOf(client)?.catchUp()
        queueOf(client, api).wake()
        place.hello()
      },
    })
    const place = tellMyPlace(realtime.say)
    const back = () => {
      realtime.retryNow()
      queueOf(client, api).wake()
    }
    addEventListener('online', back)
    return () => {
      removeEventListener('online', back)
      place.stop()
      realtime.stop()
    }
  }, [api, connect, client, me])
}
