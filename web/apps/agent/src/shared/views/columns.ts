import { type OwnField, isOwnField, ownFieldFrom, textOfField } from './filter'

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
const NO_COLUMNS = 'none'

/** As an address has them: always in the same order, so that equal ones read equal. */
export function textOfColumns(columns: readonly string[]): string {
  const own = columns.filter(isOwnField).toSorted()
  const names = [...COLUMNS.filter((each) => columns.includes(each)), ...own].map(textOfField)
  return names.length > 0 ? names.join(',') : NO_COLUMNS
}

export function columnsFrom(text: unknown): Column[] | null {
  if (typeof text !== 'string') return null
  const found = text.split(',').flatMap((name) => COLUMNS.find((each) => each === name) ?? ownFieldFrom(name) ?? [])
  return found.length > 0 || text === NO_COLUMNS ? found : null
}

export const USUAL_COLUMNS: readonly Column[] = ['requester', 'tag', 'priority', 'assignee', 'due', 'updated']
