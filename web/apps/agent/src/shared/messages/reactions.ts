import { type Message, type TicketDetail, isMessage } from '@tessera/api'
import { keys, storeTicket } from '@/shared/tickets/cache'
import type { Desk } from '@/shared/tickets/changes'
import { withEntry } from '@/shared/tickets/entries'
import { inOrder } from '@/shared/tickets/in-order'

type Reactions = Message['reactions']

/** The reactions after an agent gave an emoji, or took theirs back; each in the order in which it was first given. */
export function reacted(reactions: Reactions, emoji: string, agent: string, given: boolean): Reactions {
  const there = reactions.find((each) => each.emoji === emoji)?.agent_ids ?? []
  if (there.includes(agent) === given) return reactions
  const agent_ids = given ? [...there, agent] : there.filter((id) => id !== agent)
  if (there.length === 0) return [...reactions, { emoji, agent_ids }]
  return reactions
    .map((each) => (each.emoji === emoji ? { emoji, agent_ids } : each))
    .filter((each) => each.agent_ids.length > 0)
}

/** Shows it at once, and takes it back if the server says no: then it throws. */
export async function react(desk: Desk, ticketId: string, id: string, emoji: string, given: boolean): Promise<void> {
  const show = (shown: boolean) =>
    desk.client.setQueryData<TicketDetail>(keys.ticket(ticketId), (ticket) => {
      const message = ticket?.entries.items.filter(isMessage).find((each) => each.id === id)
      return message && withEntry(ticket!, { ...message, reactions: reacted(message.reactions, emoji, desk.me, shown) })
    })
  show(given)
  try {
    const { ticket } = await inOrder(ticketId, () => desk.api.react(ticketId, id, emoji, given))
    storeTicket(desk.client, ticket)
  } catch (error) {
    show(!given)
    throw error
  }
}
