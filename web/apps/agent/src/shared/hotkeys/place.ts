import { createContext } from 'react'

/** Of two tickets that stand side by side, which one. A command of a place is heard while that one has the focus. */
export type PlaceName = 'main' | 'beside'

export const Place = createContext<PlaceName | undefined>(undefined)
