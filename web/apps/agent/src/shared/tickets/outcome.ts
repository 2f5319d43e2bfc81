import { ApiProblem, type Client, type Problem, type TicketSummary, Unreachable } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'

/** Takes a change back. What it brought about can be taken back in turn: that is redoing. */
export type Back = (desk: Desk) => Promise<Outcome>

export type Outcome =
  /** `back` is null when there was nothing to change, or there is no way back. `left`: so many of many stay as they are;
   * `stays`: what cannot be taken back, and why. `waits`: the entry that is sent when the server can be reached.
   * `step`: what it is remembered as, if that is known to others. */
  | {
      kind: 'done'
      ticket?: TicketSummary
      back: Back | null
      left?: number
      stays?: string | undefined
      waits?: string
      step?: string
    }
  /** Somebody else changed `fields` first; `ticket` is how it is now. */
  | { kind: 'overtaken'; ticket: TicketSummary | undefined; fields: string[] }
  | { kind: 'failed'; unreachable: boolean; detail: string; errors?: Problem['errors'] }
  /** Its author took it back before it was sent. */
  | { kind: 'dropped' }

export interface Desk {
  api: Client
  client: QueryClient
  me: string
}

/** The ticket that a refusal says is there now. */
export function currentIn(error: unknown): TicketSummary | undefined {
  const current = error instanceof ApiProblem ? (error.problem.current as TicketSummary | null) : null
  return error instanceof ApiProblem && error.status === 409 && current && 'version' in current ? current : undefined
}

/** What became of a change that the server refused: somebody was first, or it is not allowed, or not possible. */
export function refusalOf(error: unknown): Outcome {
  if (!(error instanceof ApiProblem) || error.status !== 409) return outcomeOf(error)
  const fields = error.problem.errors.map((each) => each.field)
  // What no field is to blame for is in words: that the ticket is merged, that what was split off went on.
  if (fields.length === 0) return outcomeOf(error)
  return { kind: 'overtaken', ticket: currentIn(error), fields }
}

/** Why something that was asked of the server was not done. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof ApiProblem) {
    return { kind: 'failed', unreachable: false, detail: reasonIn(error), errors: error.problem.errors }
  }
  if (error instanceof Unreachable) return { kind: 'failed', unreachable: true, detail: '' }
  throw error
}

/** All that is wrong with the fields that the server names; else its own summary. Empty if it did not answer. */
export function reasonIn(error: unknown): string {
  if (!(error instanceof ApiProblem)) return ''
  const { problem } = error
  const told = new Set(problem.errors.map((each) => each.message))
  return told.size > 0 ? [...told].join(' ') : problem.detail
}
