import { useSyncExternalStore } from 'react'

export const PHONE = '(max-width: 767px)'
export const WIDE = '(min-width: 1200px)'
/** Room for two tickets side by side; and for the properties of the first between them. */
export const TWO = '(min-width: 2000px)'
export const TWO_WIDE = '(min-width: 2400px)'

/** Asking for one again has the browser look at the page again. */
const asked = new Map<string, MediaQueryList>()

function mediaOf(query: string): MediaQueryList {
  const media = asked.get(query) ?? matchMedia(query)
  asked.set(query, media)
  return media
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = mediaOf(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => mediaOf(query).matches,
  )
}

/** Whether the browser thinks that there is a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener)
      addEventListener('offline', listener)
      return () => {
        removeEventListener('online', listener)
        removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
