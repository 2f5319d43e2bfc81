import type { SplitTicket, TicketSummary } from '@tessera/api'
import { keys, storeTicket } from './cache'
import { type Back, type Desk, type Outcome, outcomeOf } from './outcome'

/** Makes a ticket of some of the messages. Put back by what is with it. Throws what the server says against it. */
export async function splitTicket(
  desk: Desk,
  id: string,
  body: SplitTicket,
): Promise<{ made: TicketSummary; back: Back }> {
  const made = await desk.api.splitTicket(id, body)
  storeTicket(desk.client, made)
  void desk.client.invalidateQueries({ queryKey: keys.ticket(id) })
  return { made, back: (at) => rejoin(at, made, id, body) }
}

async function rejoin(desk: Desk, made: TicketSummary, origin: string, body: SplitTicket): Promise<Outcome> {
  try {
    const ticket = await desk.api.rejoinTicket(made.id)
    storeTicket(desk.client, ticket)
    storeTicket(desk.client, { ...made, deleted_at: new Date().toISOString() })
    for (const id of [origin, made.id]) void desk.client.invalidateQueries({ queryKey: keys.ticket(id) })
    return { kind: 'done', ticket, back: (at) => again(at, origin, body) }
  } catch (error) {
    return outcomeOf(error)
  }
}

async function again(desk: Desk, id: string, body: SplitTicket): Promise<Outcome> {
  try {
    const { made, back } = await splitTicket(desk, id, body)
    return { kind: 'done', ticket: made, back }
  } catch (error) {
    return outcomeOf(error)
  }
}
