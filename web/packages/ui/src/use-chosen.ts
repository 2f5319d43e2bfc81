import { type RefCallback, useCallback, useRef, useState } from 'react'

type Choice = {
  chosen: string
  choose: (value: string) => void
  /** For the list whose items are chosen from. */
  list: RefCallback<HTMLElement>
  /** Chooses the first, once everything has been drawn: only then its order is made. */
  chooseBest: () => void
}

/**
 * What Enter would take of a list that changes as one types. Something always is: cmdk looks for another only if the
 * last of the items that go at once was the chosen one, and would leave Enter without any.
 */
export function useChosen(first: string): Choice {
  const [chosen, choose] = useState(first)
  const items = useRef<HTMLElement | null>(null)
  const chooseBest = useCallback(
    () =>
      requestAnimationFrame(() => {
        const best = items.current?.querySelector('[cmdk-item]:not([aria-disabled="true"])')?.getAttribute('data-value')
        if (best) choose(best)
      }),
    [],
  )
  const list = useCallback(
    (node: HTMLElement | null) => {
      items.current = node
      if (!node) return
      const isNone = () => !node.querySelector('[cmdk-item][aria-selected="true"]')
      const look = () => isNone() && requestAnimationFrame(() => isNone() && chooseBest())
      const observer = new MutationObserver(look)
      observer.observe(node, { childList: true, subtree: true })
      look()
      return () => {
        observer.disconnect()
        items.current = null
      }
    },
    [chooseBest],
  )
  return { chosen, choose, list, chooseBest }
}
