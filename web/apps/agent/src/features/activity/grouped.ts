import type { TicketDeed } from '@tessera/api'

/** What one did to one ticket at one sitting, or the same to several. The newest comes first in all of it. */
export interface Doing {
  newest: TicketDeed
  deeds: TicketDeed[]
  tickets: TicketDeed['ticket'][]
}

const SITTING_MS = 10 * 60_000
/** Others may have done something in between; not so much that it is another story. */
const NEAR = 8
const AT_ONCE_MS = 60_000

/** `said` is a deed in words. */
export function grouped(deeds: readonly TicketDeed[], said: (deed: TicketDeed) => string): Doing[] {
  const doings: Doing[] = []
  for (const deed of deeds) {
    const last = doings.at(-1)
    const sitting = doings.slice(-NEAR).find((doing) => isOneSitting(doing, deed))
    if (sitting) sitting.deeds.push(deed)
    else if (last && isTheSame(last, deed, said)) last.tickets.push(deed.ticket)
    else doings.push({ newest: deed, deeds: [deed], tickets: [deed.ticket] })
  }
  return doings
}

/** Of pages and what came since, each deed once, the newest first. */
export function merged(...lists: (readonly TicketDeed[])[]): TicketDeed[] {
  const all = new Map(lists.flat().map((deed) => [deed.seq, deed]))
  return [...all.values()].sort((a, b) => b.seq - a.seq)
}

const apart = (later: TicketDeed, earlier: TicketDeed) => Date.parse(later.at) - Date.parse(earlier.at)
const who = ({ actor }: TicketDeed) => actor.id ?? actor.type

const isOneSitting = ({ newest, tickets }: Doing, deed: TicketDeed) =>
  tickets.length === 1 &&
  newest.ticket.id === deed.ticket.id &&
  who(newest) === who(deed) &&
  apart(newest, deed) < SITTING_MS

const isTheSame = ({ newest, deeds }: Doing, deed: TicketDeed, said: (deed: TicketDeed) => string) =>
  deeds.length === 1 && who(newest) === who(deed) && said(newest) === said(deed) && apart(newest, deed) < AT_ONCE_MS
