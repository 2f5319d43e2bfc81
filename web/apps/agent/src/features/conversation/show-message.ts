const SHOWN_MS = 1600

export const anchorOf = (id: string) => `message-${id}`

/** Brings a message into sight, focuses it, and tints it for a moment. False if it is not on the screen. */
export function showMessage(id: string): boolean {
  const found = document.getElementById(anchorOf(id))
  if (!found) return false
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  found.scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'smooth' })
  found.focus({ preventScroll: true })
  found.dataset.shown = 'true'
  setTimeout(() => delete found.dataset.shown, SHOWN_MS)
  return true
}
