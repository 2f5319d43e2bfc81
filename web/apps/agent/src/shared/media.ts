import { useSyncExternalStore } from 'react'

export const PHONE = '(max-width: 767px)'
export const WIDE = '(min-width: 1200px)'
/** Room for two tickets side by side; and for the properties of the first between them. */
export const TWO = '(min-width: 2000px)'
export const TWO_WIDE = '(min-width: 2400px)'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
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
