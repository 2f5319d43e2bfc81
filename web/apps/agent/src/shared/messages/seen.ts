import { type Message, type TicketDetail, isMessage } from '@tessera/api'

/** A reply that is only held goes out soon, and then counts as written at that time: give or take what that takes. */
const HELD_MS = 60_000
const LATE_MS = 15_000

/** Until when somebody has seen a conversation who has all of it before them (RFC 3339). */
export function seenUntil({ entries, last_message_at }: TicketDetail): string {
  const times = entries.items.filter(isMessage).map(timeOf)
  return [last_message_at, ...times].reduce((newest, each) => (each > newest ? each : newest))
}

function timeOf({ created_at, send_at }: Message): string {
  if (!send_at) return created_at
  const goes = Date.parse(send_at)
  return goes - Date.parse(created_at) > HELD_MS ? created_at : new Date(goes + LATE_MS).toISOString()
}

/** What others said since: who writes has to look at it before their reply goes out. */
export function unseenIn(ticket: TicketDetail, until: string, me: string): Message[] {
  const said = ticket.entries.items.filter(isMessage)
  return said.filter(
    ({ kind, automatic, author_id, created_at }) =>
      kind === 'reply' && !automatic && author_id !== me && created_at > until,
  )
}
