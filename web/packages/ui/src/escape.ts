import type { KeyboardEvent } from 'react'

/**
 * Escape, heard by the layer that it is pressed in. Radix begins to listen some renders after the layer has the focus, and gives
 * the key to whatever came last, which may be words in a corner about what was just done. What it does take, it marks as taken.
 */
export function onEscape(leave: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    leave()
  }
}
