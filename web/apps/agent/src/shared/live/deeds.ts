import type { Delta, TicketDeed } from '@tessera/api'
import { create } from 'zustand'

const KEPT = 200
const TOLD = ['status', 'status_id', 'priority', 'type', 'assignee_id', 'team_id', 'due_at', 'snoozed_until'] as const

/** What was done since the app began to listen, the newest first. */
export const useDeeds = create<{ deeds: readonly TicketDeed[] }>()(() => ({ deeds: [] }))

export function noteDeed({ deed, seq, ticket }: Delta): void {
  if (!deed || !ticket) return
  const to = Object.fromEntries(
    TOLD.filter((name) => deed.fields.includes(name)).map((name) => [name, ticket[name] ?? null]),
  )
  const about = { id: ticket.id, number: ticket.number, subject: ticket.subject }
  useDeeds.setState(({ deeds }) => ({ deeds: [{ ...deed, seq, to, ticket: about }, ...deeds].slice(0, KEPT) }))
}
