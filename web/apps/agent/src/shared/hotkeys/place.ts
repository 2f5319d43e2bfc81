import { createContext } from 'react'

/**
 * Of two tickets that stand side by side, which one. A command of a place is heard while that one has the focus. `chosen`:
 * what is chosen in the list, which is meant before any ticket that is open.
 */
export type PlaceName = 'main' | 'beside' | 'chosen'

export const Place = createContext<PlaceName | undefined>(undefined)
