import type { TicketSummary } from '@tessera/api'
import { create } from 'zustand'

interface Unread {
  agent: string
  /** Messages from before this browser was first used are not news. */
  since: string
  /** The time of the newest message that was read, by ticket. Empty text: marked unread by hand. */
  seen: Record<string, string>
}

const REMEMBERED = 2000
const keyOf = (agent: string) => `tessera.seen.${agent}`

export const useUnread = create<Unread>()(() => ({ agent: '', since: '', seen: {} }))

/** Loads what this agent has read in this browser. */
export function openUnread(agent: string, now = new Date().toISOString()): void {
  const stored = localStorage.getItem(keyOf(agent))
  useUnread.setState(
    stored ? { agent, ...(JSON.parse(stored) as Omit<Unread, 'agent'>) } : { agent, since: now, seen: {} },
  )
  save()
}

function save(): void {
  const { agent, since, seen } = useUnread.getState()
  localStorage.setItem(keyOf(agent), JSON.stringify({ since, seen }))
}

function remember(id: string, upTo: string): void {
  const { [id]: _, ...others } = useUnread.getState().seen
  const kept = Object.entries(others).slice(-(REMEMBERED - 1))
  useUnread.setState({ seen: { ...Object.fromEntries(kept), [id]: upTo } })
  save()
}

export function markRead(ticket: Pick<TicketSummary, 'id' | 'last_message_at'>): void {
  if (useUnread.getState().seen[ticket.id] !== ticket.last_message_at) remember(ticket.id, ticket.last_message_at)
}

export function markUnread(id: string): void {
  remember(id, '')
}

export function isUnread(state: Unread, ticket: TicketSummary): boolean {
  return ticket.last_message_at > (state.seen[ticket.id] ?? state.since)
}
