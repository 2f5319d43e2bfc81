import { useEffect, useState } from 'react'

/** As long as no frame is being made (the page is not looked at), nothing waits for one. */
const LATEST_MS = 100

/**
 * Resolves when the frame that is being made has been painted. What somebody asked for shows first; what only the network
 * or other people hear of it can come after.
 */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const latest = setTimeout(resolve, LATEST_MS)
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(latest)
        resolve()
      }),
    )
  })
}

/** Whether the first frame of the component has been painted. */
export function usePainted(): boolean {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    let gone = false
    void painted().then(() => gone || setShown(true))
    return () => {
      gone = true
    }
  }, [])
  return shown
}
