import { type OwnField, isOwnField } from './filter'

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
export type Column = (typeof COLUMNS)[number] | OwnField
/** Those that every organization has. */
export const isBuiltIn = (column: Column): column is (typeof COLUMNS)[number] => !isOwnField(column)
export const USUAL_COLUMNS: readonly Column[] = ['requester', 'tag', 'priority', 'assignee', 'due', 'updated']
