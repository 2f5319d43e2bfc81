import { type Activity, type Entry, type Message, isMessage } from '@tessera/api'

export type TimelineItem = { kind: 'message'; message: Message } | { kind: 'activities'; activities: Activity[] }

/** What the timeline says elsewhere already: a message speaks for itself, and so do its delivery and its waiting. */
const SAID_ELSEWHERE = ['message.added', 'message.delivery_changed', 'message.scheduled', 'message.unscheduled']

function saysNothingNew(activity: Activity): boolean {
  // A ticket that a customer opened begins with their message.
  return (
    SAID_ELSEWHERE.includes(activity.type) || (activity.type === 'ticket.created' && activity.actor_type === 'customer')
  )
}

export function isWaiting(entry: Entry): entry is Message {
  return isMessage(entry) && entry.delivery === 'scheduled'
}

/** Messages one by one; the changes between two of them together, to be folded into a line. Waiting replies stand apart. */
export function groupEntries(entries: Entry[]): TimelineItem[] {
  const items: TimelineItem[] = []
  for (const entry of entries) {
    const last = items.at(-1)
    if (isWaiting(entry)) continue
    if (isMessage(entry)) items.push({ kind: 'message', message: entry })
    else if (saysNothingNew(entry)) continue
    else if (last?.kind === 'activities') last.activities.push(entry)
    else items.push({ kind: 'activities', activities: [entry] })
  }
  return items
}
