import { useSearch } from '@tanstack/react-router'
import { usePreferences } from '@/shared/preferences'
import { carryKeys } from '@/shared/tickets/under-keys'
import { readListSearch } from './address'
import { useListSearch } from './use-listing'

/** Rows with the ticket beside them, rows that fill the screen until one is opened, or columns. */
export type Layout = 'split' | 'list' | 'board'

/** The address asks for a board; how rows stand is what this browser remembers. */
export function useLayout(): Layout {
  const { layout } = readListSearch(useSearch({ strict: false }))
  const fullList = usePreferences((state) => state.fullList)
  return layout ?? (fullList ? 'list' : 'split')
}

export function useChooseLayout(): (layout: Layout) => void {
  const now = useLayout()
  const remember = usePreferences((state) => state.set)
  const { set } = useListSearch()
  return (layout) => {
    if (layout !== now) carryKeys()
    if (layout !== 'board') remember({ fullList: layout === 'list' })
    set({ layout: layout === 'board' ? layout : undefined })
  }
}
