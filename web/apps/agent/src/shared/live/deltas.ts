import { type Delta, statusOf } from '@tessera/api'
import type { Query, QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'

/** When another person last changed a ticket (Unix ms): its row is tinted for a moment. */
export const useTouched = create<Record<string, number>>()(() => ({}))

export function tint(delta: Delta, me: string, now = Date.now()): void {
  if (delta.actor.id !== me) useTouched.setState({ [delta.ticket_id]: now })
}

/** Reads an opened ticket again, and marks the others as old. One that is not there would only flicker. */
export function catchUp(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['notices'] })
  void client.invalidateQueries({ queryKey: ['activity'] })
  void client.invalidateQueries({ queryKey: ['ticket'], predicate: ({ state }) => !isGone(state.error) })
}

/** Asks again for what could not be had. One that is not there would only flicker. */
export function askAgain(client: QueryClient): void {
  const failed = ({ state }: Query) => state.status === 'error' && !isGone(state.error)
  void client.refetchQueries({ type: 'active', predicate: failed })
}

/** Not there, or not any more (RFC 9110, sections 15.5.5 and 15.5.11). */
const isGone = (error: unknown) => [404, 410].includes(statusOf(error) ?? 0)
