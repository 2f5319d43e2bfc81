import type { Condition, Filter, OwnField, TicketSummary } from '@tessera/api'
import type { TagNames } from '@/shared/catalogue/queries'

export const CHOICE_FIELDS = [
  'status',
  'priority',
  'type',
  'assignee',
  'team',
  'requester',
  'company',
  'channel',
  'tag',
  'follower',
  'number',
  'last_by',
] as const
export const TIME_FIELDS = ['created', 'updated', 'due', 'snoozed_until', 'first_reply', 'resolved'] as const
export type ChoiceField = (typeof CHOICE_FIELDS)[number]
export type TimeField = (typeof TIME_FIELDS)[number]
const OWN = 'fields.'

export const ownField = (id: string): OwnField => `${OWN}${id}`
export const isOwnField = (field: string): field is OwnField => field.startsWith(OWN)
export const idOfOwn = (field: string) => field.slice(OWN.length)
/** As a field stands in an address. */
export const textOfField = (field: string) => (isOwnField(field) ? `own-${idOfOwn(field)}` : field)
export const ownFieldFrom = (text: string): OwnField | null =>
  /^own-[\w-]{1,64}$/.test(text) ? ownField(text.slice(4)) : null

export type { Condition, Filter, FilterGroup, OwnField } from '@tessera/api'

export interface Context {
  me: string
  /** Milliseconds. */
  now: number
  /** Tickets and filters keep the name that a tag had when they got it. */
  tagNames: TagNames
}

type Predicate = (ticket: TicketSummary) => boolean

/** The filter as a function, made once for many tickets. */
export function compile(filter: Filter, context: Context): Predicate {
  if (!('match' in filter)) return condition(filter, context)
  const parts = filter.of.map((each) => compile(each, context))
  if (filter.match === 'all') return (ticket) => parts.every((part) => part(ticket))
  const any: Predicate = (ticket) => parts.some((part) => part(ticket))
  return filter.match === 'any' ? any : (ticket) => !any(ticket)
}

function condition(asked: Condition, context: Context): Predicate {
  const { me, now, tagNames } = context
  const { field } = asked
  switch (asked.op) {
    case 'in':
    case 'not_in': {
      const meant = (value: string) => {
        if (field === 'tag' && value !== 'none') return tagNames(value)
        return [value === 'me' && ME_FIELDS.has(field) ? me : value]
      }
      const wanted = new Set(asked.value.flatMap(meant))
      const values = valuesOf(asked.field, context)
      const hit = (held: string[]) => (held.length > 0 ? held.some((value) => wanted.has(value)) : wanted.has('none'))
      return (ticket) => hit(values(ticket)) === (asked.op === 'in')
    }
    case 'contains': {
      const text = asked.value.toLowerCase()
      const held = (ticket: TicketSummary) =>
        asked.field === 'subject' ? [ticket.subject] : valuesOf(asked.field, context)(ticket)
      return (ticket) => held(ticket).some((each) => each.toLowerCase().includes(text))
    }
    case 'before':
    case 'after': {
      const bound = NUMBER.test(asked.value) ? Number(asked.value) : instantOf(asked.value, now)
      const at = sizeOf(asked.field)
      return (ticket) => {
        const held = at(ticket)
        return asked.op === 'before' ? held < bound : held >= bound
      }
    }
    default: {
      const held = (ticket: TicketSummary) =>
        isTimeField(field) ? TIMES[field](ticket) !== null : valuesOf(field as ChoiceField, context)(ticket).length > 0
      return (ticket) => held(ticket) === (asked.op === 'set')
    }
  }
}

export function isTimeField(field: string): field is TimeField {
  return (TIME_FIELDS as readonly string[]).includes(field)
}

const ME_FIELDS = new Set<string>(['assignee', 'follower', 'requester'])
const one = (value: string | null | undefined) => (value ? [value] : [])

/** A bound of a field that holds numbers. */
export const NUMBER = /^-?\d+(\.\d+)?$/

/** What a ticket has in a field, as texts. */
function valuesOf(field: ChoiceField | OwnField, { tagNames }: Context): (ticket: TicketSummary) => string[] {
  if (field === 'tag') return ({ tags }) => tags.flatMap(tagNames)
  if (!isOwnField(field)) return VALUES[field]
  const id = idOfOwn(field)
  return ({ fields }) => {
    const held = fields?.[id]
    return held === null || held === undefined || held === '' ? [] : [held].flat().map(String)
  }
}

/** A moment, or a number; NaN is neither before nor after anything. A day begins here. */
function sizeOf(field: TimeField | OwnField): (ticket: TicketSummary) => number {
  if (!isOwnField(field)) return (ticket) => Date.parse(TIMES[field](ticket) ?? '')
  const id = idOfOwn(field)
  return ({ fields }) => {
    const held = fields?.[id]
    return typeof held === 'number' ? held : Date.parse(`${String(held ?? '')}T00:00`)
  }
}

const VALUES: Record<Exclude<ChoiceField, 'tag'>, (ticket: TicketSummary) => string[]> = {
  // The category, and the organization's own status within it.
  status: (ticket) => [ticket.status, ...one(ticket.status_id)],
  priority: (ticket) => [ticket.priority],
  type: (ticket) => one(ticket.type),
  assignee: (ticket) => one(ticket.assignee_id),
  team: (ticket) => one(ticket.team_id),
  requester: (ticket) => one(ticket.requester.id),
  company: (ticket) => one(ticket.company_id),
  channel: (ticket) => [ticket.channel],
  follower: (ticket) => ticket.follower_ids,
  number: (ticket) => [String(ticket.number)],
  last_by: (ticket) => [ticket.last_message_by],
}

const TIMES: Record<TimeField, (ticket: TicketSummary) => string | null> = {
  created: (ticket) => ticket.created_at,
  updated: (ticket) => ticket.updated_at,
  due: (ticket) => ticket.due_at,
  snoozed_until: (ticket) => ticket.snoozed_until,
  first_reply: (ticket) => ticket.first_reply_at ?? null,
  resolved: (ticket) => ticket.resolved_at ?? null,
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const RELATIVE = /^([+-])(\d{1,5})([mhdw])$/

const DAY = /^\d{4}-\d\d-\d\d$/

/** An instant, or one that is told from now: `-7d`, `+2h`; `today`, `tomorrow` and other days as they begin here. NaN: unreadable. */
export function instantOf(text: string, now: number): number {
  const relative = RELATIVE.exec(text)
  if (relative) {
    const ms = Number(relative[2]) * UNITS[relative[3] as keyof typeof UNITS]
    return relative[1] === '-' ? now - ms : now + ms
  }
  if (DAY.test(text)) return Date.parse(`${text}T00:00`)
  if (text !== 'today' && text !== 'tomorrow') return Date.parse(text)
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + Number(text === 'tomorrow')).getTime()
}

/** Whether it asks for tags, whose names can change. */
export function asksForTags(filter: Filter): boolean {
  return 'match' in filter ? filter.of.some(asksForTags) : filter.field === 'tag'
}

/** Whether what it finds changes as time passes. */
export function followsTime(filter: Filter): boolean {
  if ('match' in filter) return filter.of.some(followsTime)
  return (filter.op === 'before' || filter.op === 'after') && !/^\d{4}-/.test(filter.value)
}
