import type { Present, PresenceChanged } from '@tessera/api'
import { create } from 'zustand'

/** Who types says so once; if the end of it was not heard, it is over by then. */
export const TYPING_MS = 30_000

interface Someone extends Present {
  /** When it was heard (Unix ms). */
  at: number
}

/** The tabs of everybody who is connected, by the tab's id. */
export const usePresence = create<Record<string, Someone>>()(() => ({}))

export function hearPresence({ all, people }: PresenceChanged, now = Date.now()): void {
  usePresence.setState((before) => {
    const after = all ? {} : { ...before }
    for (const one of people) {
      if (one.state === 'gone') delete after[one.tab]
      else after[one.tab] = { ...one, at: now }
    }
    return after
  }, true)
}

/** The ids of the others who have this ticket open, whoever types first. */
export function othersOn(people: Record<string, Someone>, ticketId: string, me: string, now: number) {
  const typing = new Map<string, boolean>()
  for (const one of Object.values(people)) {
    if (one.ticket_id !== ticketId || one.agent_id === me) continue
    const types = one.state === 'typing' && now - one.at < TYPING_MS
    typing.set(one.agent_id, types || (typing.get(one.agent_id) ?? false))
  }
  return [...typing].sort(([a, one], [b, other]) => Number(other) - Number(one) || (a < b ? -1 : 1))
}
