import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language } from '@/shared/i18n/language'
import { type Column, USUAL_COLUMNS } from '@/shared/views/columns'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export const HOLD_SECONDS = [0, 5, 8, 20] as const
type HoldSeconds = (typeof HOLD_SECONDS)[number]
export type Density = 'comfortable' | 'compact'

interface Preferences {
  theme: Theme
  /** `system`: the first of the browser's languages that there is. */
  language: Language | 'system'
  density: Density
  listWidth: number
  /** The list fills the screen until a ticket is opened, instead of standing beside it. */
  fullList: boolean
  /** What such a list tells of each ticket. */
  columns: readonly Column[]
  sidebarCollapsed: boolean
  propertiesOpen: boolean
  /** How long a reply can be taken back after sending; 0 for not at all. */
  holdSeconds: HoldSeconds
  /** The dashboard's widgets that are shown, in their order; null: all of them. */
  widgets: readonly string[] | null
  /** A short sound with each notice. */
  sound: boolean
  /** The organization's, for the first paint; null is the product's own. */
  hue: number | null
  set: (change: Partial<Omit<Preferences, 'set'>>) => void
}

/** What this browser remembers of how its user likes the screen. `public/start.js` reads the same record before the first paint. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      language: 'system',
      density: 'comfortable',
      listWidth: 376,
      fullList: false,
      columns: USUAL_COLUMNS,
      sidebarCollapsed: false,
      propertiesOpen: true,
      holdSeconds: 8,
      widgets: null,
      sound: false,
      hue: null,
      set,
    }),
    { name: 'tessera.preferences' },
  ),
)

/** The theme's attributes on the page, following the system where the preference says so. */
export function followPreferences(): () => void {
  const apply = () => window.tesseraTheme(usePreferences.getState())
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query))
  queries.forEach((query) => query.addEventListener('change', apply))
  const unsubscribe = usePreferences.subscribe(apply)
  apply()
  return () => {
    queries.forEach((query) => query.removeEventListener('change', apply))
    unsubscribe()
  }
}

declare global {
  interface Window {
    /** Set by `public/start.js`. */
    tesseraTheme: (preferences: {
      theme?: Theme
      density?: Density
      language?: Language | 'system'
      hue?: number | null
    }) => void
  }
}
