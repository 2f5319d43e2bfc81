import { newId } from '@tessera/api'
import { useEffect } from 'react'
import { create } from 'zustand'
import { painted } from '@/shared/painted'

interface Place {
  /** The ticket that is worked on. */
  ticketId: string | null
  typing: boolean
  /** The other one of two side by side; undefined until there was one. */
  other?: string | null
}

/** Where the agent is in this tab, for the others. */
export const useMyPlace = create<Place>()(() => ({ ticketId: null, typing: false }))

const tab = newId()
const PAUSE_MS = 5_000
let pause: ReturnType<typeof setTimeout> | undefined

/** What is said of it: nothing is open in a tab that nobody looks at. */
export function saidOf({ ticketId, typing, other }: Place, visible: boolean) {
  const ticket_id = visible ? ticketId : null
  const beside = other !== undefined && { beside: visible ? other : null }
  return { action: 'presence', tab, ticket_id, state: ticket_id && typing ? 'typing' : 'viewing', ...beside }
}

/** While the component is mounted, this ticket is open; `here`: of two, it is the one that is worked on. */
export function useBeOn(ticketId: string, here: boolean): void {
  useEffect(() => {
    if (!here) {
      useMyPlace.setState({ other: ticketId })
      return () => useMyPlace.setState({ other: null })
    }
    useMyPlace.setState({ ticketId, typing: false })
    return () => {
      clearTimeout(pause)
      useMyPlace.setState({ ticketId: null, typing: false })
    }
  }, [ticketId, here])
}

/** A letter was typed; after a pause it is over. */
export function typed(): void {
  if (!useMyPlace.getState().typing) useMyPlace.setState({ typing: true })
  clearTimeout(pause)
  pause = setTimeout(typedAll, PAUSE_MS)
}

export function typedAll(): void {
  clearTimeout(pause)
  useMyPlace.setState({ typing: false })
}

/** Says it at once and whenever it changes, until the returned function is called. `hello` asks who else is there. */
export function tellMyPlace(say: (message: object) => void): { hello: () => void; stop: () => void } {
  let last = ''
  function tell(hello = false) {
    const message = saidOf(useMyPlace.getState(), document.visibilityState === 'visible')
    const text = JSON.stringify(message)
    if (text === last && !hello) return
    last = text
    say({ ...message, ...(hello && { hello }) })
  }
  // From one ticket to the next is one thing to say, not two, and comes after the frame that shows it.
  let coming: Promise<void> | undefined
  let stopped = false
  const unsubscribe = useMyPlace.subscribe(() => {
    coming ??= painted().then(() => {
      coming = undefined
      if (!stopped) tell()
    })
  })
  const looked = () => tell()
  document.addEventListener('visibilitychange', looked)
  return {
    hello: () => tell(true),
    stop() {
      stopped = true
      unsubscribe()
      document.removeEventListener('visibilitychange', looked)
    },
  }
}
