/** What a view asks for. The API's document has no type for a text that begins somehow, so this one says more than it. */

type ChoiceField =
  | 'status'
  | 'priority'
  | 'type'
  | 'assignee'
  | 'team'
  | 'requester'
  | 'company'
  | 'channel'
  | 'tag'
  | 'follower'
  | 'number'
  | 'last_by'
type TimeField = 'created' | 'updated' | 'due' | 'snoozed_until' | 'first_reply' | 'resolved'
/** One of the organization's own fields, by its id. */
export type OwnField = `fields.${string}`

export type SortField = 'updated' | 'created' | 'due' | 'priority' | 'number' | 'subject' | 'requester' | OwnField
export type GroupField = 'status' | 'assignee' | 'team' | 'priority' | 'due' | OwnField

/** One thing that is asked of a ticket. `me` is who looks, `none` is nothing. */
export type Condition =
  | { field: ChoiceField | OwnField; op: 'in' | 'not_in'; value: string[] }
  | { field: 'subject' | OwnField; op: 'contains'; value: string }
  | { field: TimeField | OwnField; op: 'before' | 'after'; value: string }
  | { field: ChoiceField | TimeField | OwnField; op: 'set' | 'unset' }

export interface FilterGroup {
  match: 'all' | 'any' | 'none'
  of: Filter[]
}
export type Filter = FilterGroup | Condition

export interface Sort {
  field: SortField
  direction: 'asc' | 'desc'
}
