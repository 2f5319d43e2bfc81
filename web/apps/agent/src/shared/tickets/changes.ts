import { type Activity, type TicketSummary, Unreachable, newId } from '@tessera/api'
import { replicaOf } from '@/shared/replica/local'
import { type Act, type TicketChange, type TicketFate, queueOf } from '@/shared/replica/queue'
import { keys, knownTicket, storeTicket } from './cache'
import { inOrder } from './in-order'
import { type Back, type Desk, type Outcome, currentIn, outcomeOf, refusalOf } from './outcome'

export type { TicketChange } from '@/shared/replica/queue'
export { type Back, type Desk, type Outcome, outcomeOf } from './outcome'

type Sent = Pick<Extract<TicketFate, { kind: 'sent' }>, 'row' | 'before' | 'tried'>

/** What a custom field is called among a ticket's changes. */
export const CUSTOM = 'fields.'

interface Done {
  act: Act
  /** What the ticket looks like at once. */
  shown: Partial<TicketSummary>
  /** The fields that somebody else may have changed meanwhile. */
  fields?: string[]
}

/** Shows an act at once, and has it sent; the first word of what becomes of it. */
async function carryOut(desk: Desk, id: string, what: Done): Promise<Outcome> {
  const before = knownTicket(desk.client, id)
  if (!before) throw new Error(`Ticket ${id} is not on the screen.`)
  const { version } = hold(desk, before)
  const names = Object.keys(what.shown) as (keyof TicketSummary)[]
  const old = Object.fromEntries(names.map((field) => [field, before[field]])) as Partial<TicketSummary>
  const seen = Object.fromEntries((what.fields ?? []).map((field) => [field, version]))
  const queue = queueOf(desk.client, desk.api)
  const { id: entry, fate } = queue.add({ ticket: id, act: what.act, shown: what.shown, seen })
  const now = await fate
  if (now.kind !== 'waiting') return outcomeIn(now, id, old)
  return { kind: 'done', waits: entry, back: (at) => takeOut(at, entry, { id, what, old }) }
}

/** Takes a change back that was not sent when it was made: out of the queue, or on the server if it is there by now. */
async function takeOut(
  desk: Desk,
  entry: string,
  { id, what, old }: { id: string; what: Done; old: Partial<TicketSummary> },
): Promise<Outcome> {
  const fate = await queueOf(desk.client, desk.api).take(entry)
  if (fate.kind === 'dropped') return { kind: 'done', back: (at) => carryOut(at, id, what) }
  const outcome = outcomeIn(fate, id, old)
  return outcome.kind === 'done' && outcome.back ? outcome.back(desk) : outcome
}

function outcomeIn(fate: TicketFate, id: string, old: Partial<TicketSummary>): Outcome {
  if (fate.kind === 'refused') return fate.reason
  if (fate.kind !== 'sent') return { kind: 'dropped' }
  return { kind: 'done', ticket: fate.row, back: wayBack(id, fate, old) }
}

/** After an attempt without an answer, the ticket's last change may be somebody else's. */
function wayBack(id: string, { row, before, tried }: Sent, old: Partial<TicketSummary>): Back | null {
  const change = row.last_change_id
  if (!change || change === before?.last_change_id) return null
  if (tried && row.version !== (before?.version ?? 0) + 1) return null
  return (at) => undoChange(at, id, change, old)
}

/** The ticket's row, as the server has it. */
function hold({ client }: Desk, ticket: TicketSummary): TicketSummary {
  const replica = replicaOf(client)
  if ((replica.base(ticket.id)?.version ?? -1) < ticket.version) replica.put([ticket])
  return replica.base(ticket.id) ?? ticket
}

/** Asks for what cannot wait for the network, after what is before it of the same ticket. */
async function askNow<T>(desk: Desk, id: string, ask: () => Promise<T>): Promise<T> {
  if (!(await queueOf(desk.client, desk.api).clear(id))) throw new Unreachable('Earlier changes are not sent yet.')
  return inOrder(id, ask)
}

/** Shows fields over a ticket until it is known what became of them: the ticket as the server has it, if it said so. */
function layOver(desk: Desk, ticket: TicketSummary, shown: Partial<TicketSummary>) {
  hold(desk, ticket)
  const replica = replicaOf(desk.client)
  const key = newId()
  replica.overlay(key, ticket.id, shown)
  return (now?: TicketSummary) =>
    replica.batch(() => {
      if (now) replica.put([now])
      replica.lift(key)
    })
}

/** Changes fields. Adding and removing tags does not collide with what others add and remove. */
export function changeTicket(desk: Desk, id: string, change: TicketChange): Promise<Outcome> {
  const ticket = knownTicket(desk.client, id)
  return carryOut(desk, id, {
    act: { kind: 'change', change },
    shown: ticket ? shownAs(ticket, change) : {},
    fields: fieldsOf(change),
  })
}

/** What is changed, an own field by itself. */
function fieldsOf({ fields, ...rest }: TicketChange): string[] {
  return [...Object.keys(rest), ...Object.keys(fields ?? {}).map((field) => `${CUSTOM}${field}`)]
}

export function followTicket(desk: Desk, id: string, following: boolean): Promise<Outcome> {
  const others = (knownTicket(desk.client, id)?.follower_ids ?? []).filter((each) => each !== desk.me)
  const shown = { follower_ids: following ? [...others, desk.me] : others }
  return carryOut(desk, id, { act: { kind: 'follow', following }, shown })
}

export function deleteTicket(desk: Desk, id: string): Promise<Outcome> {
  return carryOut(desk, id, { act: { kind: 'delete' }, shown: { deleted_at: new Date().toISOString() } })
}

export function restoreTicket(desk: Desk, id: string): Promise<Outcome> {
  return carryOut(desk, id, { act: { kind: 'restore' }, shown: { deleted_at: null } })
}

/** Uses a macro: its actions are one change; its text is for the composer, with the variables filled in. */
export async function carryOutMacro(
  desk: Desk,
  id: string,
  macroId: string,
): Promise<{ outcome: Outcome; html: string; text: string; lacking: string[] }> {
  const before = replicaOf(desk.client).base(id)
  try {
    const { ticket, html, text, lacking } = await askNow(desk, id, () => desk.api.useMacro(id, macroId))
    storeTicket(desk.client, ticket)
    const back = wayBack(id, { row: ticket, before, tried: false }, {})
    return { outcome: { kind: 'done', ticket, back }, html, text, lacking }
  } catch (error) {
    const current = currentIn(error)
    if (current) storeTicket(desk.client, current)
    return { outcome: refusalOf(error), html: '', text: '', lacking: [] }
  }
}

/** Merges a ticket into another, which goes on with both conversations. Taken apart again by `unmergeTicket`. */
export async function mergeTicket(desk: Desk, id: string, into: string): Promise<Outcome> {
  const before = knownTicket(desk.client, id)
  const lift = before && layOver(desk, before, { merged_into: into, status: 'closed' })
  try {
    const target = await askNow(desk, id, () => desk.api.mergeTicket(id, into))
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
    const alone = await askNow(desk, id, () => desk.api.unmergeTicket(id))
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
  return carryOut(desk, id, { act: { kind: 'undo', change }, shown: old })
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
  // Who is in copy stands on the open ticket alone, which is read again.
  const {
    add_tags,
    remove_tags,
    add_participants: _joining,
    remove_participants: _leaving,
    requester,
    ...fields
  } = change
  const shown = { ...fields } as Partial<TicketSummary>
  if (requester) shown.requester = { id: null, name: requester.name ?? '', email: requester.email }
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
