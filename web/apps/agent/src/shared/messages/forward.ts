import { type Message, type TicketDetail, isMessage } from '@tessera/api'
import type { Carried } from './drafts'
import { waits } from './waits'

/** What there is to carry: not what waits itself, nor what was taken out of the conversation. */
export function forwardable(messages: Message[]): Message[] {
  return messages.filter(
    ({ delivery, redaction, text, attachments }) =>
      !waits({ delivery }) && !(redaction && text === '' && attachments.length === 0),
  )
}

/** A forward of that message; of the customer's newest words, unless one is named. Null if there is nothing to carry. */
export function carrying(ticket: TicketDetail, messageId?: string): Carried | null {
  const messages = forwardable(ticket.entries.items.filter(isMessage))
  const said = messages.findLast(({ kind, author_type: author }) => kind === 'reply' && author === 'customer')
  const id = messageId ?? (said ?? messages.at(-1))?.id
  return id ? { messageId: id, along: null, to: '', cc: '', bcc: '' } : null
}
