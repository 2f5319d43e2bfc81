import { create } from 'zustand'
import type { Paper } from './drafts'

type Begun = Paper | 'history'

type Wanted = { ticketId: string; to: Begun } | null

const useWanted = create<{ wanted: Wanted }>()(() => ({ wanted: null }))

/** What a ticket is only being opened for: to be written on, or to be read as it was. One that is open does so at once. */
export function beginOn(ticketId: string, to: Begun): void {
  useWanted.setState({ wanted: { ticketId, to } })
}

/** Another one whenever somebody wants to begin. */
export const useBeginning = (): Wanted => useWanted((state) => state.wanted)

/** What the ticket that has opened was opened for, if it is one of these; told once, and not meant of another ticket any more. */
export function begunOn<B extends Begun>(ticketId: string, among: readonly B[]): B | undefined {
  const { wanted } = useWanted.getState()
  const here = wanted?.ticketId === ticketId
  const begun = here ? among.find((each) => each === wanted?.to) : undefined
  if (begun || !here) useWanted.setState({ wanted: null })
  return begun
}
