import type { Paper } from './drafts'

type Begun = Paper | 'history'

let wanted: { ticketId: string; to: Begun } | null = null

/** What a ticket is only being opened for: to be written on, or to be read as it was. */
export function beginOn(ticketId: string, to: Begun): void {
  wanted = { ticketId, to }
}

/** What the ticket that has opened was opened for, if it is one of these; told once, and not meant of another ticket any more. */
export function begunOn<B extends Begun>(ticketId: string, among: readonly B[]): B | undefined {
  const here = wanted?.ticketId === ticketId
  const begun = here ? among.find((each) => each === wanted?.to) : undefined
  if (begun || !here) wanted = null
  return begun
}
