import { create } from 'zustand'
import type { Wording } from './mending'

/** What was written on one's notes and is not saved, by the note's id. It stays while one looks at other tickets. */
export const useAmending = create<Record<string, Wording>>()(() => ({}))

export function amend(id: string, wording: Wording): void {
  useAmending.setState({ [id]: wording })
}

export function amended(id: string): void {
  useAmending.setState(({ [id]: _, ...others }) => others, true)
}
