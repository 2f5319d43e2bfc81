import type { Entry, EntryPage, TicketDetail, TicketSummary } from '@tessera/api'

/** Entries in time's order, each once; what comes later in `lists` wins. Ids are UUIDv7 and break ties. */
export function mergeEntries(...lists: Entry[][]): Entry[] {
  const byId = new Map(lists.flat().map((entry) => [entry.id, entry]))
  return [...byId.values()].sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0))
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.created_at === b.created_at ? a.id < b.id : a.created_at < b.created_at
}

/**
 * A ticket read again, with the earlier entries that had been fetched before kept. When the newest entries no longer
 * reach back to the known ones, those are let go: a conversation never has a hole that does not show.
 */
export function keepEarlier(known: TicketDetail | undefined, fresh: TicketDetail): TicketDetail {
  if (!known) return fresh
  const knownIds = new Set(known.entries.items.map((entry) => entry.id))
  const touches = fresh.entries.next_cursor === null || fresh.entries.items.some((entry) => knownIds.has(entry.id))
  if (!touches) return fresh
  const reachesFurther =
    known.entries.items[0] !== undefined && !fresh.entries.items.some((e) => e.id === known.entries.items[0]!.id)
  const first = fresh.entries.items[0]
  // Within what was read, what is no longer there is gone: a reply that was taken back, or one whose time came.
  const earlier =
    fresh.entries.next_cursor === null ? [] : known.entries.items.filter((e) => !first || isBefore(e, first))
  const answerIsOlder = known.version > fresh.version
  return {
    ...fresh,
    entries: {
      items: mergeEntries(answerIsOlder ? known.entries.items : earlier, fresh.entries.items),
      next_cursor: reachesFurther ? known.entries.next_cursor : fresh.entries.next_cursor,
    },
  }
}

export function withEarlier(ticket: TicketDetail, earlier: EntryPage): TicketDetail {
  const items = mergeEntries(earlier.items, ticket.entries.items)
  return { ...ticket, entries: { items, next_cursor: earlier.next_cursor } }
}

export function withEntry(ticket: TicketDetail, entry: Entry): TicketDetail {
  return { ...ticket, entries: { ...ticket.entries, items: mergeEntries(ticket.entries.items, [entry]) } }
}

export function withoutEntry(ticket: TicketDetail, id: string): TicketDetail {
  const items = ticket.entries.items.filter((entry) => entry.id !== id)
  return { ...ticket, entries: { ...ticket.entries, items } }
}

/** The newer of what is known and what was heard; a detail keeps what a summary does not carry. */
export function newer<T extends TicketSummary>(known: T, heard: TicketSummary): T {
  return heard.version >= known.version ? { ...known, ...heard } : known
}
