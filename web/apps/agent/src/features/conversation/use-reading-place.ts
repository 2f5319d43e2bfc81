import { useEffect, useLayoutEffect, useRef } from 'react'
import { showMessage } from './show-message'

const NEAR = 120
const GAP = 12
const USER_MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/**
 * Where a reader is in a conversation. It opens at the beginning of the newest message (or its end, if all of it is in
 * sight) and stays so while mails are still being laid out, until the reader moves. Later messages are followed only by
 * a reader who is near the end. `newest` names the last thing in the conversation.
 */
export function useReadingPlace(newest: string) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const fromBottom = useRef<number | null>(null)

  useEffect(() => {
    const outer = scroller.current!
    // What is taken away is told of once more, when nothing stands in its place any more.
    const inner = content.current!
    const settle = () => following.current && toNewest(outer, inner)
    const observer = new ResizeObserver(settle)
    observer.observe(inner)
    observer.observe(outer)
    const moved = () => {
      following.current = false
    }
    USER_MOVES.forEach((name) => outer.addEventListener(name, moved, { passive: true }))
    return () => {
      observer.disconnect()
      USER_MOVES.forEach((name) => outer.removeEventListener(name, moved))
    }
  }, [])

  useLayoutEffect(() => {
    const outer = scroller.current!
    if (distanceToEnd(outer) < NEAR + lastHeight(content.current!)) following.current = true
    if (following.current) toNewest(outer, content.current!)
  }, [newest])

  // The address names a message: it is what the reader came for.
  useEffect(() => {
    const go = () => {
      if (location.hash && showMessage(location.hash.slice(1))) following.current = false
    }
    go()
    addEventListener('hashchange', go)
    return () => removeEventListener('hashchange', go)
  }, [])

  // Earlier messages come in above: what was in sight stays where it was.
  useLayoutEffect(() => {
    if (fromBottom.current === null) return
    scroller.current!.scrollTop = scroller.current!.scrollHeight - fromBottom.current
    fromBottom.current = null
  })

  function keepPlace() {
    following.current = false
    fromBottom.current = scroller.current!.scrollHeight - scroller.current!.scrollTop
  }
  return { scroller, content, keepPlace }
}

function lastMessage(content: HTMLElement): HTMLElement | undefined {
  return [...content.querySelectorAll<HTMLElement>('[data-testid="message"]')].at(-1)
}

function lastHeight(content: HTMLElement): number {
  return lastMessage(content)?.offsetHeight ?? 0
}

function distanceToEnd(outer: HTMLElement): number {
  return outer.scrollHeight - outer.scrollTop - outer.clientHeight
}

function toNewest(outer: HTMLElement, content: HTMLElement): void {
  const last = lastMessage(content)
  if (last) outer.scrollTop = last.getBoundingClientRect().top - content.getBoundingClientRect().top - GAP
}
