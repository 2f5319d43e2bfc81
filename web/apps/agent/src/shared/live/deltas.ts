import type { Delta } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { keys, storeTicket } from '@/shared/tickets/cache'

/** When another person last changed a ticket (Unix ms): its row is tinted for a moment. */
export const useTouched = create<Record<string, number>>()(() => ({}))

export function applyDelta(client: QueryClient, delta: Delta, me: string, now = Date.now()): void {
  if (delta.ticket) storeTicket(client, delta.ticket, me)
  if (delta.actor.id !== me) useTouched.setState({ [delta.ticket_id]: now })
  void client.invalidateQueries({ queryKey: keys.ticket(delta.ticket_id) })
}

/** Reads again what is on the screen, and marks the rest as old. */
export function catchUp(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.lists })
  void client.invalidateQueries({ queryKey: ['ticket'] })
}
