import { type AddMessage, type MessageAdded, type TicketDetail, Unreachable, statusOf } from '@tessera/api'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { useShallow } from 'zustand/react/shallow'
import { keys, storeTicket } from '@/shared/tickets/cache'
import { hindrance, queueOf } from '@/shared/replica/queue'
import type { Desk } from '@/shared/tickets/changes'
import { withEntry } from '@/shared/tickets/entries'
import { reasonIn } from '@/shared/tickets/outcome'
import { isAnyUnsaved } from './any-unsaved'
import { asSent } from './as-sent'
import type { SentFile } from './drafts'
import { unseenIn } from './seen'

/** A message on its way. `stale`: the conversation went on while it was written, so its author has to look first. */
export interface Outgoing {
  /** Made here, and the `Idempotency-Key` of every attempt. */
  id: string
  /** The agent who wrote it: nobody else who signs in here sees or sends it. */
  author: string
  ticketId: string
  body: AddMessage
  files: SentFile[]
  /** The time of the newest message that its author had before them. */
  seenUntil: string
  /** `offline`: the server did not take it for now, whatever it says; it goes out by itself. */
  state: 'sending' | 'failed' | 'offline' | 'stale'
  /** What the server said about it, in the reader's words. */
  reason?: string | undefined
}

interface Outbox {
  messages: Outgoing[]
}

/** Kept in this browser until the server has it. What was under way when the page closed may be sent again: its key makes it one. */
export const useOutbox = create<Outbox>()(
  persist(() => ({ messages: [] as Outgoing[] }), {
    name: 'tessera.outbox',
    merge: (stored, fresh) => ({
      ...fresh,
      messages: ((stored as Outbox | undefined)?.messages ?? []).map((each) =>
        each.state === 'sending' ? { ...each, state: 'failed' as const } : each,
      ),
    }),
  }),
)

function put(message: Outgoing): void {
  useOutbox.setState(({ messages }) => {
    const known = messages.some((each) => each.id === message.id)
    return {
      messages: known ? messages.map((each) => (each.id === message.id ? message : each)) : [...messages, message],
    }
  })
}

/** Throws a message away. Gives what brings it back to where it stood: what is written later goes out later. */
export function discard(id: string): () => void {
  const { messages } = useOutbox.getState()
  const at = messages.findIndex((each) => each.id === id)
  const gone = messages.slice(at, at + 1)
  useOutbox.setState({ messages: messages.filter((each) => each.id !== id) })
  return () => useOutbox.setState(({ messages: now }) => ({ messages: now.toSpliced(at, 0, ...gone) }))
}

/** By ticket, the message that was handed over last: a note overtakes no reply that was written before it. */
const underway = new Map<string, Promise<MessageAdded | null>>()

/** Sends a message and, once the server has it, moves it from the outbox into the conversation. Null if it stays there. */
export function send(desk: Desk, message: Omit<Outgoing, 'state'>): Promise<MessageAdded | null> {
  put({ ...message, state: 'sending', reason: undefined })
  for (const each of writtenBefore(message)) if (each.state === 'offline') void send(desk, each)
  return line(desk, message)
}

/** Somebody else wrote while this was written: its author has to look first. */
export function stop(message: Omit<Outgoing, 'state'>): void {
  put({ ...message, state: 'stale' })
}

/** What was written on its ticket before it and is still here. */
function writtenBefore({ id, ticketId, author }: Omit<Outgoing, 'state'>): Outgoing[] {
  const mine = useOutbox.getState().messages.filter((each) => each.ticketId === ticketId && each.author === author)
  return mine.slice(
    0,
    Math.max(
      0,
      mine.findIndex((each) => each.id === id),
    ),
  )
}

function line(desk: Desk, message: Omit<Outgoing, 'state'>): Promise<MessageAdded | null> {
  const before = underway.get(message.ticketId)
  const sending = before ? before.then(() => post(desk, message)) : post(desk, message)
  underway.set(message.ticketId, sending)
  void sending.then(() => underway.get(message.ticketId) === sending && underway.delete(message.ticketId))
  return sending
}

/** What was written on the same conversation as a reply before it knows of that one, and of nothing else since. */
function basedOn(sent: Omit<Outgoing, 'state'>, version: number): void {
  if (sent.body.kind !== 'reply' || !sent.body.seen_version) return
  for (const each of useOutbox.getState().messages)
    if (each.ticketId === sent.ticketId && each.body.seen_version === sent.body.seen_version)
      put({ ...each, body: { ...each.body, seen_version: version } })
}

async function post(desk: Desk, written: Omit<Outgoing, 'state'>): Promise<MessageAdded | null> {
  const message = useOutbox.getState().messages.find(({ id }) => id === written.id) ?? written
  try {
    const { ticketId, body, id } = message
    // A reply overtakes neither what was done to its ticket before it, nor what was written.
    const queue = queueOf(desk.client, desk.api)
    const clear = !queue.holds(ticketId) || (await queue.clear(ticketId))
    if (!clear || writtenBefore(message).some((each) => each.state === 'offline'))
      throw new Unreachable('What was done before is not sent yet.')
    const added = await desk.api.addMessage(ticketId, asSent(body), id)
    desk.client.setQueryData<TicketDetail>(
      keys.ticket(message.ticketId),
      (known) => known && withEntry(known, added.message),
    )
    storeTicket(desk.client, added.ticket)
    discard(message.id)
    basedOn(message, added.ticket.version)
    saveDrafts(desk)
    return added
  } catch (error) {
    put({ ...message, state: stateAfter(error), reason: reasonIn(error) })
    if (statusOf(error) === 409) await desk.client.invalidateQueries({ queryKey: keys.ticket(message.ticketId) })
    return null
  }
}

function stateAfter(error: unknown): Outgoing['state'] {
  if (statusOf(error) === 409) return 'stale'
  const hindered = hindrance(error)
  if (hindered?.afterMs) notBefore = Date.now() + hindered.afterMs
  return hindered ? 'offline' : 'failed'
}

/** Until when the server wants to be left alone. */
let notBefore = 0

const isWaiting = (author: string) => (each: Outgoing) => each.state === 'offline' && each.author === author

/** An agent's messages that wait for the network; the same array until one is added or goes. */
export function useWaitingMessages(author: string): Outgoing[] {
  return useOutbox(useShallow((state) => state.messages.filter(isWaiting(author))))
}

/** There may be a connection again: what waits for one goes out, in its order. `sent` hears of each that did. */
export function sendWaiting(desk: Desk, sent?: (added: MessageAdded) => void): void {
  if (Date.now() < notBefore) return
  for (const each of useOutbox.getState().messages.filter(isWaiting(desk.me))) {
    const now = useOutbox.getState().messages.find(({ id }) => id === each.id)
    if (now?.state === 'offline') void send(desk, now).then((added) => added && sent?.(added))
  }
  saveDrafts(desk)
}

/** What was sent without a connection is no draft any more: the server hears of it once it has the message. */
function saveDrafts(desk: Desk): void {
  const waits = (ticketId: string) =>
    useOutbox.getState().messages.some((each) => each.ticketId === ticketId && /sending|offline/.test(each.state))
  if (isAnyUnsaved()) void import('./draft-sync').then(({ saveUnsaved }) => saveUnsaved(desk, waits))
}

/** Sends once more. A stale one is now based on what its author has seen since. */
export function sendAgain(desk: Desk, message: Outgoing): Promise<MessageAdded | null> {
  const seen = desk.client.getQueryData<TicketDetail>(keys.ticket(message.ticketId))?.version
  const body = message.state === 'stale' ? { ...message.body, seen_version: seen ?? null } : message.body
  return send(desk, { ...message, body })
}

/** How many messages of others came in since. */
export function cameMeanwhile(ticket: TicketDetail, message: Outgoing): number {
  return unseenIn(ticket, message.seenUntil, message.author).length
}
