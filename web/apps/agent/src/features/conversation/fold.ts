import type { TimelineItem } from './group-entries'

/** A conversation of more messages is folded to where it began and what is new. */
const MANY = 12
const NEWEST = 6

export interface Folded {
  /** Where it began, if that is here. */
  before: TimelineItem[]
  folded: TimelineItem[]
  after: TimelineItem[]
}

/** `whole`: the conversation's first message is among them. */
export function fold(items: TimelineItem[], whole: boolean): Folded {
  const messages = items.flatMap((item, at) => (item.kind === 'message' ? [at] : []))
  if (messages.length <= MANY) return { before: [], folded: [], after: items }
  const from = whole ? messages[0]! + 1 : 0
  const to = messages.at(-NEWEST)!
  return { before: items.slice(0, from), folded: items.slice(from, to), after: items.slice(to) }
}

export function countMessages(items: TimelineItem[]): number {
  return items.filter(({ kind }) => kind === 'message').length
}

export function holds(items: TimelineItem[], id: string): boolean {
  return items.some((item) => item.kind === 'message' && [item.message, ...item.answers].some((each) => each.id === id))
}
