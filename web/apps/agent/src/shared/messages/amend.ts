import { type EditNote, type Message, type RedactMessage, type TicketDetail, isMessage } from '@tessera/api'
import { keys, storeTicket } from '@/shared/tickets/cache'
import type { Desk } from '@/shared/tickets/changes'
import { withEntry } from '@/shared/tickets/entries'
import { inOrder } from '@/shared/tickets/in-order'
import { asSent } from './as-sent'

function put(desk: Desk, ticketId: string, id: string, amend: (known: Message) => Message): Message | undefined {
  let before: Message | undefined
  desk.client.setQueryData<TicketDetail>(keys.ticket(ticketId), (ticket) => {
    before = ticket?.entries.items.filter(isMessage).find((each) => each.id === id)
    return before && withEntry(ticket!, amend(before))
  })
  return before
}

/** Shows a note's new text at once, and the old one again if the server says no: then it throws. */
export async function editNote(desk: Desk, ticketId: string, id: string, body: EditNote): Promise<void> {
  const now = new Date().toISOString()
  const before = put(desk, ticketId, id, (known) => ({
    ...known,
    text: body.text ?? '',
    html: body.html ?? null,
    edited_at: now,
  }))
  try {
    const { message, ticket } = await inOrder(ticketId, () => desk.api.editNote(ticketId, id, asSent(body)))
    put(desk, ticketId, id, () => message)
    storeTicket(desk.client, ticket)
    await desk.client.invalidateQueries({ queryKey: revisionsKey(id) })
  } catch (error) {
    if (before) put(desk, ticketId, id, () => before)
    throw error
  }
}

/** Shows nothing before the server has done it: what is said to be gone has to be gone. */
export async function redactMessage(desk: Desk, ticketId: string, id: string, body: RedactMessage): Promise<void> {
  const { message, ticket } = await inOrder(ticketId, () => desk.api.redact(ticketId, id, body))
  put(desk, ticketId, id, () => message)
  storeTicket(desk.client, ticket)
  desk.client.removeQueries({ queryKey: revisionsKey(id) })
}

export const revisionsKey = (id: string) => ['revisions', id]
