import type { SessionState } from '@tessera/api'
import { useSyncExternalStore } from 'react'
import { useServices } from '@/shared/services'

export function useSessionState(): SessionState {
  const { session } = useServices()
  return useSyncExternalStore(session.subscribe, session.state)
}
