import type { Me, TicketSummary } from '@tessera/api'
import { create } from 'zustand'

/** By ticket, up to when it was read. Empty text: marked unread by hand. */
export type Marks = Readonly<Record<string, string>>
type Joined = Pick<Me, 'id' | 'created_at'>
type Written = Pick<TicketSummary, 'id' | 'last_message_at'>

interface Unread {
  agent: string
  /** What was written before is no news. */
  since: string
  seen: Marks
  /** Whether it is known here what was read elsewhere. Nothing is called unread before. */
  known: boolean
  /** How often something was marked in this window. */
  marked: number
}

/** What this browser knows of the marks on the server, and the position to go on from. */
interface Heard {
  cursor: string | null
  seen: Marks
}

/** The server keeps marks no longer: what is older counts as read. */
const KEPT_MS = 60 * 86_400_000

const heardKey = (agent: string) => `tessera.seen.${agent}`
export const unsentKey = (agent: string) => `tessera.marks.${agent}`

export const useUnread = create<Unread>()(() => ({ agent: '', since: '', seen: {}, known: false, marked: 0 }))

function stored<T>(key: string): T | null {
  const text = localStorage.getItem(key)
  return text ? (JSON.parse(text) as T) : null
}

export const heardOf = (agent: string) => stored<Heard>(heardKey(agent))
/** Marks that the server does not have yet. */
export const unsentOf = (agent: string) => stored<Marks>(unsentKey(agent)) ?? {}

/** Loads what this agent has read, as far as it is known here. */
export function openUnread({ id, created_at }: Joined, now = Date.now()): void {
  const kept = new Date(now - KEPT_MS).toISOString()
  const since = created_at > kept ? created_at : kept
  const heard = heardOf(id)
  const seen = { ...heard?.seen, ...unsentOf(id) }
  useUnread.setState({ agent: id, since, seen: forgetting(seen, since), known: heard !== null })
}

/** Without those that say nothing any more. */
function forgetting(seen: Marks, since: string): Marks {
  return Object.fromEntries(Object.entries(seen).filter(([, upTo]) => upTo === '' || upTo > since))
}

/** What the server told of marks that were set elsewhere; what was done here since is newer. */
export function hearMarks(marks: Marks, cursor: string | null): void {
  const { agent, seen } = useUnread.getState()
  const now = { ...seen, ...marks, ...unsentOf(agent) }
  useUnread.setState({ seen: now, known: true })
  localStorage.setItem(heardKey(agent), JSON.stringify({ cursor, seen: now } satisfies Heard))
}

/** The server has them. */
export function settleMarks(sent: Marks, cursor: string | null): void {
  const { agent, seen } = useUnread.getState()
  localStorage.setItem(heardKey(agent), JSON.stringify({ cursor, seen } satisfies Heard))
  const left = Object.entries(unsentOf(agent)).filter(([id, upTo]) => sent[id] !== upTo)
  localStorage.setItem(unsentKey(agent), JSON.stringify(Object.fromEntries(left)))
}

function mark(marks: Marks): void {
  const { agent, seen, marked } = useUnread.getState()
  localStorage.setItem(unsentKey(agent), JSON.stringify({ ...unsentOf(agent), ...marks }))
  useUnread.setState({ seen: { ...seen, ...marks }, marked: marked + 1 })
}

const isNews = ({ seen, since }: Unread, { id, last_message_at }: Written) => last_message_at > (seen[id] ?? since)

export function markRead(tickets: readonly Written[]): void {
  const state = useUnread.getState()
  const news = tickets.filter((ticket) => isNews(state, ticket))
  if (news.length > 0) mark(Object.fromEntries(news.map(({ id, last_message_at }) => [id, last_message_at])))
}

export function markUnread(ids: readonly string[]): void {
  mark(Object.fromEntries(ids.map((id) => [id, ''])))
}

/** All are unread then, or none. */
export function toggleUnread(tickets: readonly Written[]): void {
  const state = useUnread.getState()
  if (tickets.every((ticket) => isUnread(state, ticket))) markRead(tickets)
  else markUnread(tickets.map(({ id }) => id))
}

export function isUnread(state: Unread, ticket: Written): boolean {
  return (state.known || state.seen[ticket.id] === '') && isNews(state, ticket)
}
