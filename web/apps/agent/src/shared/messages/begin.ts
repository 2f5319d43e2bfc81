import type { Paper } from './drafts'

let wanted: { ticketId: string; paper: Paper } | null = null

/** What is to be written on a ticket that is only being opened. */
export function beginOn(ticketId: string, paper: Paper): void {
  wanted = { ticketId, paper }
}

/** What was to be written on the ticket that has opened, told once; on another one it is not meant any more. */
export function begunOn(ticketId: string): Paper | undefined {
  const paper = wanted?.ticketId === ticketId ? wanted.paper : undefined
  wanted = null
  return paper
}
