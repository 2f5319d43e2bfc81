import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Wording } from './mending'

/** What was written on one's notes and is not saved, by the note's id. It stays in this browser until it is saved or left. */
export const useAmending = create<Record<string, Wording>>()(persist(() => ({}), { name: 'tessera.amending' }))

export function amend(id: string, wording: Wording): void {
  useAmending.setState({ [id]: wording })
}

export function amended(id: string): void {
  useAmending.setState(({ [id]: _, ...others }) => others, true)
}
