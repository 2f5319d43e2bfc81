import { create } from 'zustand'
import { persist } from 'zustand/middleware'

const REMEMBERED = 8

interface Searches {
  recent: string[]
  saved: string[]
  remember: (query: string) => void
  forget: () => void
  toggleSaved: (query: string) => void
}

/** What was searched in this browser, the latest first, and what is worth coming back to. */
export const useSearches = create<Searches>()(
  persist(
    (set) => ({
      recent: [],
      saved: [],
      remember: (query) =>
        set(({ recent }) => {
          const text = query.trim()
          return text ? { recent: [text, ...recent.filter((each) => each !== text)].slice(0, REMEMBERED) } : {}
        }),
      forget: () => set({ recent: [] }),
      toggleSaved: (query) =>
        set(({ saved }) => {
          const text = query.trim()
          return { saved: saved.includes(text) ? saved.filter((each) => each !== text) : [...saved, text] }
        }),
    }),
    { name: 'tessera.searches' },
  ),
)
