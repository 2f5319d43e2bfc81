import { type Activity, type Entry, type Message, isMessage } from '@tessera/api'

export type TimelineItem = { kind: 'message'; message: Message } | { kind: 'activities'; activities: Activity[] }

/** What the timeline says elsewhere already: a message speaks for itself, and so does its delivery. */
const SAID_ELSEWHERE = ['message.added', 'message.delivery_changed']

/** Messages one by one; the changes between two of them together, to be folded into a line. */
export function groupEntries(entries: Entry[]): TimelineItem[] {
  const items: TimelineItem[] = []
  for (const entry of entries) {
    const last = items.at(-1)
    if (isMessage(entry)) items.push({ kind: 'message', message: entry })
    else if (SAID_ELSEWHERE.includes(entry.type)) continue
    else if (last?.kind === 'activities') last.activities.push(entry)
    else items.push({ kind: 'activities', activities: [entry] })
  }
  return items
}
