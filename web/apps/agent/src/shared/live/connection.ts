import type { RealtimeState } from '@tessera/api'
import { create } from 'zustand'

/** How it stands with live updates, for whoever shows or awaits them. */
export const useConnection = create<{ state: RealtimeState }>(() => ({ state: 'connecting' }))
