import type { Query, TicketStatus, TicketSummary } from '@tessera/api'
import type { TagNames } from '@/shared/catalogue/queries'

export type StatusFilter = TicketStatus | 'unresolved' | 'all' | 'deleted'

/** What a list shows, in the API's own terms. */
export interface TicketFilter {
  status: StatusFilter
  assignee?: string
  team?: string
  tag?: string
}

/** The built-in views by the name that their address carries. */
export const VIEWS = {
  'my-open': { status: 'open', assignee: 'me' },
  unassigned: { status: 'unresolved', assignee: 'none' },
  unresolved: { status: 'unresolved' },
  pending: { status: 'pending' },
  'on-hold': { status: 'on_hold' },
  resolved: { status: 'resolved' },
  closed: { status: 'closed' },
  all: { status: 'all' },
  deleted: { status: 'deleted' },
} as const satisfies Record<string, TicketFilter>

export type ViewName = keyof typeof VIEWS
export const HOME_VIEW: ViewName = 'unresolved'

const TEAM_PREFIX = 'team-'

export function teamView(teamId: string): string {
  return TEAM_PREFIX + teamId
}

const TAG_PREFIX = 'tag-'

export function tagView(tag: string): string {
  return TAG_PREFIX + tag
}

/** The tag whose tickets the view shows, or null for another view. */
export function tagOf(view: string): string | null {
  return view.startsWith(TAG_PREFIX) ? view.slice(TAG_PREFIX.length) : null
}

const SAVED_PREFIX = 'saved-'

/** A saved view, by its id. What it asks for stands in the rest of its address. */
export function savedView(id: string): string {
  return SAVED_PREFIX + id
}

export function savedOf(view: string): string | null {
  return view.startsWith(SAVED_PREFIX) ? view.slice(SAVED_PREFIX.length) : null
}

/** The team whose tickets the view shows, or null for a built-in view. */
export function teamOf(view: string): string | null {
  return view.startsWith(TEAM_PREFIX) ? view.slice(TEAM_PREFIX.length) : null
}

export function isViewName(view: string): view is ViewName {
  return Object.hasOwn(VIEWS, view)
}

/** The filter behind an address; null when there is no such view. */
export function filterOf(view: string): TicketFilter | null {
  const team = teamOf(view)
  if (team) return { status: 'unresolved', team }
  const tag = tagOf(view)
  if (tag) return { status: 'unresolved', tag }
  if (savedOf(view)) return VIEWS.all
  return isViewName(view) ? VIEWS[view] : null
}

export function queryOf(filter: TicketFilter, cursor: string | null): Query {
  return { ...filter, limit: 50, cursor }
}

const UNRESOLVED: TicketStatus[] = ['open', 'pending', 'on_hold']

function statusMatches(filter: StatusFilter, ticket: TicketSummary): boolean {
  if (filter === 'deleted') return Boolean(ticket.deleted_at)
  if (ticket.deleted_at || ticket.merged_into) return false
  if (filter === 'all') return true
  return filter === 'unresolved' ? UNRESOLVED.includes(ticket.status) : filter === ticket.status
}

/** Whether the server would list this ticket under this filter. */
export function matches(filter: TicketFilter, ticket: TicketSummary, me: string, tagNames: TagNames): boolean {
  if (!statusMatches(filter.status, ticket)) return false
  if (filter.team && (ticket.team_id ?? 'none') !== filter.team) return false
  if (filter.tag && !tagNames(filter.tag).some((name) => ticket.tags.includes(name))) return false
  if (!filter.assignee) return true
  const wanted = filter.assignee === 'me' ? me : filter.assignee
  return (ticket.assignee_id ?? 'none') === wanted
}
