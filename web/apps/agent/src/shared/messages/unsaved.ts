import { UNSAVED } from './any-unsaved'

/** A draft that the server could not be told of as it is here: mostly that it was sent, and that there is none any more. */
export interface Unsaved {
  agent: string
  ticketId: string
  /** When it was changed here (RFC 3339). */
  at: string
  /** When what the server has was saved, as far as that is known here; null if it is not. */
  saved: string | null
}

export const allUnsaved = (): Unsaved[] => JSON.parse(localStorage.getItem(UNSAVED) ?? '[]') as Unsaved[]

export const unsavedOf = (agent: string, ticketId: string): Unsaved | undefined =>
  allUnsaved().find((each) => each.agent === agent && each.ticketId === ticketId)

/** Kept in this browser before the server is asked: the page may be closed before it answers. */
export function markUnsaved(one: Unsaved): void {
  const saved = one.saved ?? unsavedOf(one.agent, one.ticketId)?.saved ?? null
  keep([...others(one), { ...one, saved }])
}

/** It is saved, unless it was changed once more since. */
export function unmarkUnsaved(one: Unsaved): void {
  if (unsavedOf(one.agent, one.ticketId)?.at === one.at) keep(others(one))
}

const others = ({ agent, ticketId }: Unsaved) =>
  allUnsaved().filter((each) => each.agent !== agent || each.ticketId !== ticketId)

function keep(all: Unsaved[]): void {
  if (all.length === 0) localStorage.removeItem(UNSAVED)
  else localStorage.setItem(UNSAVED, JSON.stringify(all))
}
