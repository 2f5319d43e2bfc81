import { type Activity, type Entry, type Message, isMessage } from '@tessera/api'
import { waits } from '@/shared/messages/waits'

export type TimelineItem =
  | { kind: 'message'; message: Message; answers: Message[] }
  /** At the time of answers in a thread that stands further up: a line that leads there. */
  | { kind: 'answers'; head: Message; answers: Message[] }
  | { kind: 'activities'; activities: Activity[] }

/** What the timeline says elsewhere already: a message speaks for itself, and so do its delivery and its waiting. */
const SAID_ELSEWHERE = [
  'message.added',
  'message.edited',
  'message.redacted',
  'message.delivery_changed',
  'message.scheduled',
  'message.unscheduled',
]

function saysNothingNew(activity: Activity): boolean {
  // A ticket that a customer opened begins with their message.
  return (
    SAID_ELSEWHERE.includes(activity.type) || (activity.type === 'ticket.created' && activity.actor_type === 'customer')
  )
}

export function isWaiting(entry: Entry): entry is Message {
  return isMessage(entry) && waits(entry)
}

/**
 * Messages one by one, with the answers in their threads; the changes between two of them together, to be folded into a
 * line. Waiting replies stand apart. An answer to a message that is not loaded stands where its time is.
 */
export function groupEntries(entries: Entry[]): TimelineItem[] {
  const items: TimelineItem[] = []
  const heads = new Map<string, TimelineItem & { kind: 'message' }>()
  for (const entry of entries) {
    const last = items.at(-1)
    if (isMessage(entry)) {
      if (waits(entry)) continue
      const head = entry.reply_to && heads.get(entry.reply_to)
      if (head) addAnswer(items, head, entry)
      else {
        const item = { kind: 'message' as const, message: entry, answers: [] }
        heads.set(entry.id, item)
        items.push(item)
      }
    } else if (saysNothingNew(entry)) continue
    else if (last?.kind === 'activities') last.activities.push(entry)
    else items.push({ kind: 'activities', activities: [entry] })
  }
  return items
}

function addAnswer(items: TimelineItem[], head: TimelineItem & { kind: 'message' }, answer: Message): void {
  head.answers.push(answer)
  const before = items.findLast((item) => item.kind !== 'activities')
  if (before === head) return
  if (before?.kind === 'answers' && before.head === head.message) before.answers.push(answer)
  else items.push({ kind: 'answers', head: head.message, answers: [answer] })
}
