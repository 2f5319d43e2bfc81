/** What a list that fills the screen can tell of a ticket besides its subject, in this order. */
export const COLUMNS = [
  'number',
  'requester',
  'tag',
  'status',
  'priority',
  'type',
  'channel',
  'assignee',
  'team',
  'due',
  'created',
  'updated',
] as const
export type Column = (typeof COLUMNS)[number]
export const USUAL_COLUMNS: readonly Column[] = ['requester', 'tag', 'priority', 'assignee', 'due', 'updated']
