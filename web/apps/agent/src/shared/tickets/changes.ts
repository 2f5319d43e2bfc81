import { ApiProblem, type Client, type PatchTicket, type TicketSummary, Unreachable } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { knownTicket, storeTicket } from './cache'
import { inOrder } from './in-order'

export type TicketChange = Pick<PatchTicket, 'subject' | 'status' | 'priority' | 'assignee_id' | 'team_id'>

export type Outcome =
  | { kind: 'done'; undo: TicketChange }
  /** Somebody else changed the same field first; `ticket` is how it is now. */
  | { kind: 'overtaken'; ticket: TicketSummary | undefined }
  | { kind: 'failed'; unreachable: boolean; detail: string }

export interface Desk {
  api: Client
  client: QueryClient
  me: string
}

/** Shows the change at once, sends it, and takes it back if the server says no. */
export async function changeTicket(desk: Desk, id: string, change: TicketChange): Promise<Outcome> {
  const before = knownTicket(desk.client, id)
  if (!before) throw new Error(`Ticket ${id} is not on the screen.`)
  const undo = Object.fromEntries(
    Object.keys(change).map((field) => [field, before[field as keyof TicketSummary]]),
  ) as TicketChange
  storeTicket(desk.client, { ...before, ...(change as Partial<TicketSummary>) }, desk.me)
  try {
    const version = () => knownTicket(desk.client, id)?.version
    const after = await inOrder(id, () => desk.api.patchTicket(id, change, version()))
    storeTicket(desk.client, after, desk.me)
    return { kind: 'done', undo }
  } catch (error) {
    const now = knownTicket(desk.client, id) ?? before
    return takeBack(desk, { ...now, ...(undo as Partial<TicketSummary>) }, error)
  }
}

function takeBack(desk: Desk, before: TicketSummary, error: unknown): Outcome {
  if (error instanceof ApiProblem && error.status === 409) {
    const current = error.problem.current as TicketSummary | null | undefined
    const now = current && 'version' in current ? current : undefined
    storeTicket(desk.client, now ?? before, desk.me)
    return { kind: 'overtaken', ticket: now }
  }
  storeTicket(desk.client, before, desk.me)
  if (error instanceof ApiProblem) return { kind: 'failed', unreachable: false, detail: error.problem.detail }
  if (error instanceof Unreachable) return { kind: 'failed', unreachable: true, detail: '' }
  throw error
}
