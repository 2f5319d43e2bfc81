import { useParams, useSearch } from '@tanstack/react-router'
import { useFields } from '@/shared/catalogue/queries'
import { usePreferences } from '@/shared/preferences'
import { savedOf } from '@/shared/tickets/views'
import { readListSearch } from './address'
import { COLUMNS, type Column, columnsFrom, textOfColumns } from './columns'
import { ownField } from './filter'
import { useListSearch } from './use-listing'

/** Every column that there is, in their order. */
export function useEveryColumn(): Column[] {
  const own = useFields().flatMap(({ id, deleted }) => (deleted ? [] : ownField(id)))
  return [...COLUMNS, ...own]
}

/** The columns of the list: the address's, else those that this browser remembers. */
export function useColumns(): Column[] {
  const { columns } = readListSearch(useSearch({ strict: false }))
  const liked = usePreferences((state) => state.columns)
  const shown = columnsFrom(columns) ?? liked
  return useEveryColumn().filter((column) => shown.includes(column))
}

/** A saved view's columns are the address's, to be kept with the view; everywhere else the browser remembers them. */
export function useChooseColumns(): (columns: Column[]) => void {
  const { search, set } = useListSearch()
  const remember = usePreferences((state) => state.set)
  const saved = savedOf(useParams({ strict: false }).view ?? '')
  return (columns) => (saved || search.columns ? set({ columns: textOfColumns(columns) }) : remember({ columns }))
}
