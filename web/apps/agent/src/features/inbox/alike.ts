import type { TicketSummary } from '@tessera/api'

const MIXED = 'mixed'

/** One ticket that stands for many: what all have in common, and a value that nothing has where they differ. */
export function alike(tickets: readonly TicketSummary[]): TicketSummary | null {
  const [first, ...others] = tickets
  if (!first) return null
  const same = (field: keyof TicketSummary) => others.every((each) => each[field] === first[field])
  const either = <T>(field: keyof TicketSummary, mixed: T) => (same(field) ? (first[field] as T) : mixed)
  return {
    ...first,
    id: MIXED,
    status: either('status', MIXED as TicketSummary['status']),
    priority: either('priority', MIXED as TicketSummary['priority']),
    type: either('type', MIXED as TicketSummary['type']),
    assignee_id: either<string | null>('assignee_id', MIXED),
    team_id: either<string | null>('team_id', MIXED),
    // A time that only some have can be set for all, and taken away from all.
    due_at: first.due_at ?? others.find((each) => each.due_at)?.due_at ?? null,
    snoozed_until: first.snoozed_until ?? others.find((each) => each.snoozed_until)?.snoozed_until ?? null,
    tags: first.tags.filter((tag) => others.every((each) => each.tags.includes(tag))),
  }
}
