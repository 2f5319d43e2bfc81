import { useSyncExternalStore } from 'react'

/** The theme that is on the page: `light`, `dark`, `contrast` or `contrast-dark`. */
export function useThemeName(): string {
  return useSyncExternalStore(
    (listener) => {
      const observer = new MutationObserver(listener)
      observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
      return () => observer.disconnect()
    },
    () => document.documentElement.dataset['theme'] ?? 'light',
  )
}
