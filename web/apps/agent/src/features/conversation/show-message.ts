const SHOWN_MS = 1600

export const anchorOf = (id: string) => `message-${id}`

/** Where messages are folded away: unfolds the one that is sought, at once; false if it is not there. */
type Unfold = (id: string) => boolean

const unfolding = new Set<Unfold>()

export function onSought(unfold: Unfold): () => void {
  unfolding.add(unfold)
  return () => void unfolding.delete(unfold)
}

/** Brings a message into sight, focuses it, and tints it for a moment. False if it is not on the screen. */
export function showMessage(id: string): boolean {
  const find = () => document.getElementById(anchorOf(id))
  const found = find() ?? ([...unfolding].some((unfold) => unfold(id)) ? find() : null)
  if (!found) return false
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  found.scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'smooth' })
  found.focus({ preventScroll: true })
  found.dataset.shown = 'true'
  setTimeout(() => delete found.dataset.shown, SHOWN_MS)
  return true
}
