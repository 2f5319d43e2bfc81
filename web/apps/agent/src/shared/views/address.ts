import type { GroupField, Sort, SortField } from '@tessera/api'
import { GROUPS, SORTS } from './arrange'
import { columnsFrom, textOfColumns } from './columns'
import { ownFieldFrom, textOfField } from './filter'

/** What an address says of a list beyond its view. */
export interface ListSearch {
  filter?: string
  /** A field; with a hyphen before it from the greatest down. */
  order?: string
  /** A field, written as `filter` has it. */
  group?: string
  /** Columns instead of rows; how rows stand is for who looks to say. */
  layout?: 'board'
  /** What a list that fills the screen tells of each ticket; without it, what this browser remembers. */
  columns?: string
}

export function readListSearch(search: Record<string, unknown>): ListSearch {
  const { filter } = search
  const sort = sortFrom(search['order'])
  const group = groupFrom(search['group'])
  const columns = columnsFrom(search['columns'])
  return {
    ...(typeof filter === 'string' && filter && { filter: filter.slice(0, 2_000) }),
    ...(sort && { order: textOfSort(sort) }),
    ...(group && { group: textOfField(group) }),
    ...(search['layout'] === 'board' && { layout: 'board' }),
    ...(columns && { columns: textOfColumns(columns) }),
  }
}

export function sortFrom(text: unknown): Sort | null {
  if (typeof text !== 'string') return null
  const name = text.replace(/^-/, '')
  const field: SortField | null = SORTS.find((each) => each === name) ?? ownFieldFrom(name)
  return field ? { field, direction: text.startsWith('-') ? 'desc' : 'asc' } : null
}

export function textOfSort({ field, direction }: Sort): string {
  return direction === 'desc' ? `-${textOfField(field)}` : textOfField(field)
}

export function groupFrom(text: unknown): GroupField | null {
  if (typeof text !== 'string') return null
  return GROUPS.find((each) => each === text) ?? ownFieldFrom(text)
}

/** As it stands after the path. Colons and commas need no escape in a query, and read better without. */
export function addressOf(search: object): string {
  const said = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  const query = new URLSearchParams(said).toString().replaceAll('%3A', ':').replaceAll('%2C', ',')
  return query && `?${query}`
}

/** Everything is text, as it was typed: 0042 and 5590641e4037 are words that somebody looks for, not numbers. */
export function readAddress(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

/** The ticket that stays open beside the list's, wherever in the lists one goes: each address of theirs keeps it. */
export interface BesideSearch {
  beside?: string
}

export const readBeside = ({ beside }: Record<string, unknown>): BesideSearch =>
  typeof beside === 'string' && /^[\w-]{1,64}$/.test(beside) ? { beside } : {}

type Step<S> = { search: S; next: (search: S) => S }

/** Unless it is said to be another one, or none. */
export function keepBeside<S extends BesideSearch>({ search, next }: Step<S>): S {
  const after = next(search)
  return 'beside' in after || !search.beside ? after : { ...after, beside: search.beside }
}
