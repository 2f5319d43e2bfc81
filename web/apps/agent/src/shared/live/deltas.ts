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
  void client.invalidateQueries({ queryKey: ['ticket'], predicate: ({ state }) => statusOf(state.error) !== 404 })
}

/** Asks again for what could not be had. What the server refused it would refuse again: that would only flicker. */
export function askAgain(client: QueryClient): void {
  const unanswered = ({ state }: Query) => state.status === 'error' && (statusOf(state.error) ?? 500) >= 500
  void client.refetchQueries({ type: 'active', predicate: unanswered })
}
