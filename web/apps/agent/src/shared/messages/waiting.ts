import type { Message, MessageAdded, TicketDetail } from '@tessera/api'
import { useToasts } from '@/shared/toasts'
import { keys, knownTicket, storeTicket } from '@/shared/tickets/cache'
import { type Back, type Desk, type Outcome, outcomeOf } from '@/shared/tickets/changes'
import { withEntry, withoutEntry } from '@/shared/tickets/entries'
import { forgetStep } from '@/shared/tickets/history'
import { lineOf } from './addresses'
import { asSent } from './as-sent'
import { beginOn } from './begin'
import { changeDraft, currentDraft } from './draft-store'

export const SCHEDULED = ['scheduled']

function replaceEntry(desk: Desk, ticketId: string, gone: string, next?: Message): void {
  desk.client.setQueryData<TicketDetail>(keys.ticket(ticketId), (known) => {
    if (!known) return known
    const without = withoutEntry(known, gone)
    return next ? withEntry(without, next) : without
  })
  void desk.client.invalidateQueries({ queryKey: SCHEDULED })
  // What was said of the former one, with its way back, no longer holds.
  useToasts.getState().dismiss(gone)
  forgetStep(gone)
}

/** Takes a waiting reply back from the server and into the composer, before what may have been begun there since. */
export async function takeBackReply(desk: Desk, ticketId: string, messageId: string): Promise<void> {
  const message = await desk.api.takeBack(ticketId, messageId)
  replaceEntry(desk, ticketId, messageId)
  const { forward_of: forwarded } = message
  const kind = forwarded ? 'forward' : message.kind
  const begun = currentDraft(desk.me, ticketId)[kind]
  const files = message.attachments.map(({ id, filename, size }) => ({ id, filename, size }))
  const content = {
    html: [message.html ?? paragraphs(message.text), begun.html].filter(Boolean).join(''),
    text: [message.text, begun.text].filter(Boolean).join('\n\n'),
    files: [...files, ...begun.files],
  }
  const [only, ...others] = message.to
  const usual = others.length === 0 && only?.email === knownTicket(desk.client, ticketId)?.requester.email
  const lines = { to: lineOf(message.to), cc: lineOf(message.cc), bcc: lineOf(message.bcc) }
  const recipients = {
    ...(kind === 'reply' && { ...lines, to: usual ? null : lines.to, bcc: lines.bcc || null }),
    ...(forwarded && { carried: { ...lines, messageId: forwarded, along: message.forward_files } }),
  }
  changeDraft(desk.me, ticketId, { kind, [kind]: content, ...recipients }, true)
  beginOn(ticketId, kind)
}

/** Gives a waiting reply another text; its time, its files and whom it goes to stay. */
export async function changeWaiting(
  desk: Desk,
  ticketId: string,
  messageId: string,
  { html, text }: { html: string; text: string },
): Promise<void> {
  const { message, ticket } = await desk.api.editNote(ticketId, messageId, asSent({ text, html: html || null }))
  replaceEntry(desk, ticketId, messageId, message)
  storeTicket(desk.client, ticket)
}

type Waiting = Pick<Message, 'id' | 'send_at' | 'delivery'>

/** Gives a waiting reply another time. One that could not go out at its own has no way back to that. */
export async function putOffReply(desk: Desk, ticketId: string, before: Waiting, sendAt: string): Promise<Outcome> {
  try {
    const later = await desk.api.putOff(ticketId, before.id, sendAt)
    replaceEntry(desk, ticketId, before.id, later)
    const { send_at: former, delivery } = before
    const back: Back = (at) => putOffReply(at, ticketId, later, former!)
    return { kind: 'done', back: delivery === 'scheduled' && former ? back : null }
  } catch (error) {
    return outcomeOf(error)
  }
}

export async function sendNow(desk: Desk, ticketId: string, messageId: string): Promise<void> {
  replaceEntry(desk, ticketId, messageId, await desk.api.putOff(ticketId, messageId, null))
}

export function isHeld({ message }: MessageAdded): boolean {
  return message.delivery === 'scheduled'
}

/** Plain text as HTML. */
export function paragraphs(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
