import { useDeferredValue, useEffect } from 'react'

let came = false

/**
 * Whether the rows may come. When the app is opened they do so after what is around them, and in slices between which the
 * browser hears of keys and touches; from then on at once.
 */
export function useComing(): boolean {
  const coming = useDeferredValue(true, came)
  useEffect(() => {
    came = true
  }, [])
  return coming
}
