import {
  type Activity,
  ApiProblem,
  type Client,
  type PatchTicket,
  type TicketSummary,
  Unreachable,
  newId,
  statusOf,
} from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { replicaOf } from '@/shared/replica/local'
import { keys, knownTicket, storeTicket } from './cache'
import { inOrder } from './in-order'

/** What a custom field is called among a ticket's changes. */
export const CUSTOM = 'fields.'

export type TicketChange = Omit<PatchTicket, 'metadata'>

/** Takes a change back. What it brought about can be taken back in turn: that is redoing. */
export type Back = (desk: Desk) => Promise<Outcome>

export type Outcome =
  /** `back` is null when there was nothing to change, or there is no way back. `left`: so many of many stay as they are. */
  | { kind: 'done'; ticket?: TicketSummary; back: Back | null; left?: number }
  /** Somebody else changed `fields` first; `ticket` is how it is now. */
  | { kind: 'overtaken'; ticket: TicketSummary | undefined; fields: string[] }
  | { kind: 'failed'; unreachable: boolean; detail: string }

export interface Desk {
  api: Client
  client: QueryClient
  me: string
}

interface Act {
  /** What the ticket looks like at once. */
  shown: Partial<TicketSummary>
  /** Asks the server for it, based on the version that is known by then. */
  ask: (version: number | undefined) => Promise<TicketSummary>
}

/** Shows an act at once, asks for it, and takes it back if the server says no. */
async function carryOut(desk: Desk, id: string, act: Act): Promise<Outcome> {
  const before = knownTicket(desk.client, id)
  if (!before) throw new Error(`Ticket ${id} is not on the screen.`)
  const fields = Object.keys(act.shown) as (keyof TicketSummary)[]
  const old = Object.fromEntries(fields.map((field) => [field, before[field]])) as Partial<TicketSummary>
  const lift = layOver(desk, before, act.shown)
  try {
    const last = () => knownBase(desk, id)
    let since: string | null | undefined
    const after = await inOrder(id, () => {
      since = last()?.last_change_id
      return act.ask(last()?.version)
    })
    lift(after)
    const change = after.last_change_id
    const back = change && change !== since ? (at: Desk) => undoChange(at, id, change, old) : null
    return { kind: 'done', ticket: after, back }
  } catch (error) {
    const now = currentIn(error)
    lift(now)
    if (statusOf(error) !== 409) return outcomeOf(error)
    return { kind: 'overtaken', ticket: now, fields: (error as ApiProblem).problem.errors.map((each) => each.field) }
  }
}

/** Shows fields over a ticket until it is known what became of them: the ticket as the server has it, if it said so. */
function layOver(desk: Desk, ticket: TicketSummary, shown: Partial<TicketSummary>) {
  const replica = replicaOf(desk.client)
  if ((replica.base(ticket.id)?.version ?? -1) < ticket.version) replica.put([ticket])
  const key = newId()
  replica.overlay(key, ticket.id, shown)
  return (now?: TicketSummary) =>
    replica.batch(() => {
      if (now) replica.put([now])
      replica.lift(key)
    })
}

function knownBase(desk: Desk, id: string): TicketSummary | undefined {
  return replicaOf(desk.client).base(id) ?? knownTicket(desk.client, id)
}

/** The ticket that a refusal says is there now. */
function currentIn(error: unknown): TicketSummary | undefined {
  const current = error instanceof ApiProblem ? (error.problem.current as TicketSummary | null) : null
  return error instanceof ApiProblem && error.status === 409 && current && 'version' in current ? current : undefined
}

/** Changes fields. Adding and removing tags does not collide with what others add and remove. */
export function changeTicket(desk: Desk, id: string, change: TicketChange): Promise<Outcome> {
  const ticket = knownTicket(desk.client, id)
  return carryOut(desk, id, {
    shown: ticket ? shownAs(ticket, change) : {},
    ask: (version) => desk.api.patchTicket(id, change, version),
  })
}

export function followTicket(desk: Desk, id: string, following: boolean): Promise<Outcome> {
  const others = (knownTicket(desk.client, id)?.follower_ids ?? []).filter((each) => each !== desk.me)
  return carryOut(desk, id, {
    shown: { follower_ids: following ? [...others, desk.me] : others },
    ask: () => (following ? desk.api.followTicket(id) : desk.api.unfollowTicket(id)),
  })
}

export function deleteTicket(desk: Desk, id: string): Promise<Outcome> {
  return carryOut(desk, id, {
    shown: { deleted_at: new Date().toISOString() },
    ask: () => desk.api.deleteTicket(id),
  })
}

export function restoreTicket(desk: Desk, id: string): Promise<Outcome> {
  return carryOut(desk, id, { shown: { deleted_at: null }, ask: () => desk.api.restoreTicket(id) })
}

/** Uses a macro: its actions are one change; its text is for the composer, with the variables filled in. */
export async function carryOutMacro(
  desk: Desk,
  id: string,
  macroId: string,
): Promise<{ outcome: Outcome; html: string; text: string }> {
  const written = { html: '', text: '' }
  const outcome = await carryOut(desk, id, {
    shown: {},
    ask: async () => {
      const { ticket, html, text } = await desk.api.useMacro(id, macroId)
      Object.assign(written, { html, text })
      return ticket
    },
  })
  return { outcome, ...written }
}

/** Merges a ticket into another, which goes on with both conversations. Taken apart again by `unmergeTicket`. */
export async function mergeTicket(desk: Desk, id: string, into: string): Promise<Outcome> {
  const before = knownTicket(desk.client, id)
  const lift = before && layOver(desk, before, { merged_into: into, status: 'closed' })
  try {
    const target = await inOrder(id, () => desk.api.mergeTicket(id, into))
    storeTicket(desk.client, target)
    // The merged one's own news come from the stream; until then it stays out of the lists.
    if (before) storeTicket(desk.client, { ...before, merged_into: into, status: 'closed' })
    lift?.()
    refreshBoth(desk, id, into)
    return { kind: 'done', ticket: target, back: (at) => unmergeTicket(at, id, into) }
  } catch (error) {
    lift?.()
    return outcomeOf(error)
  }
}

export async function unmergeTicket(desk: Desk, id: string, from: string): Promise<Outcome> {
  try {
    const alone = await inOrder(id, () => desk.api.unmergeTicket(id))
    storeTicket(desk.client, alone)
    refreshBoth(desk, id, from)
    return { kind: 'done', ticket: alone, back: (at) => mergeTicket(at, id, from) }
  } catch (error) {
    return outcomeOf(error)
  }
}

function refreshBoth(desk: Desk, ...ids: string[]): void {
  ids.forEach((id) => void desk.client.invalidateQueries({ queryKey: keys.ticket(id) }))
}

/** Takes one change back on the server, which knows what the fields were; `old` is what they look like at once. */
export function undoChange(desk: Desk, id: string, change: string, old: Partial<TicketSummary>): Promise<Outcome> {
  return carryOut(desk, id, { shown: old, ask: () => desk.api.undoChange(id, change) })
}

/** Takes back what a line of the timeline tells of. */
export function undoActivity(desk: Desk, id: string, activity: Activity): Promise<Outcome> {
  const old = Object.entries(activity.changes).map(([field, { from }]) => [field, from] as const)
  const custom = Object.fromEntries(
    old.filter(([field]) => field.startsWith(CUSTOM)).map(([field, from]) => [field.slice(CUSTOM.length), from]),
  ) as NonNullable<TicketSummary['fields']>
  const shown: Partial<TicketSummary> = Object.fromEntries(old.filter(([field]) => !field.startsWith(CUSTOM)))
  if (Object.keys(custom).length > 0) shown.fields = { ...knownTicket(desk.client, id)?.fields, ...custom }
  return undoChange(desk, id, activity.id, shown)
}

/** The fields of a ticket as a change will make them. */
export function shownAs(ticket: TicketSummary, change: TicketChange): Partial<TicketSummary> {
  const { add_tags, remove_tags, ...fields } = change
  const shown = { ...fields } as Partial<TicketSummary>
  // A status that is named by its category alone is no own status.
  if (change.status && change.status_id === undefined) shown.status_id = null
  if (change.fields) shown.fields = { ...ticket.fields, ...change.fields }
  if (add_tags || remove_tags) {
    const all = new Set([...ticket.tags, ...(add_tags ?? [])])
    shown.tags = [...all].filter((tag) => !remove_tags?.includes(tag)).sort()
  }
  if (change.snoozed_until !== undefined) {
    Object.assign(shown, { status: change.snoozed_until ? 'on_hold' : 'open', status_id: null })
  } else if (ticket.snoozed_until && change.status && change.status !== ticket.status) shown.snoozed_until = null
  return shown
}

/** Why something that was asked of the server was not done. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof ApiProblem) return { kind: 'failed', unreachable: false, detail: detailOf(error) }
  if (error instanceof Unreachable) return { kind: 'failed', unreachable: true, detail: '' }
  throw error
}

/** All that is wrong, if the server names several fields; else its own summary. */
function detailOf({ problem }: ApiProblem): string {
  return problem.errors.length > 1 ? problem.errors.map((each) => each.message).join(' ') : problem.detail
}
