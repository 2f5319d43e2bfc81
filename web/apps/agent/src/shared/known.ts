import type { AgentRef, Catalogue, Me, Team } from '@tessera/api'
import { type Context, createContext, use } from 'react'

/**
 * What every screen needs, watched in one place (`app/shell/known.tsx`) and told from there: a hundred parts of a screen that
 * each watch it for themselves cost a tenth of what opening a ticket takes.
 */
export const KnownMe = createContext<Me | null>(null)
export const KnownAgents = createContext<AgentRef[] | null>(null)
export const KnownTeams = createContext<Team[] | null>(null)
export const KnownCatalogue = createContext<Catalogue | null>(null)

export function useKnown<T>(context: Context<T | null>): T {
  const value = use(context)
  if (value === null) throw new Error('Nothing is known out here: only what is in the shell knows who is signed in.')
  return value
}
