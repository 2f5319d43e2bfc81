import { useVirtualizer } from '@tanstack/react-virtual'
import type { TicketSummary } from '@tessera/api'
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

/** The rows that are in sight, at the height that theme and density give them; what is being read never jumps. */
export function useVirtualRows(tickets: TicketSummary[]) {
  const rowHeight = useRowHeight()
  const scroller = useStayInPlace(tickets, rowHeight)
  // The virtualizer is a mutable object by design; nothing here is memoised on it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => tickets[index]!.id,
    overscan: 8,
  })

  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])

  function reveal(index: number) {
    virtual.scrollToIndex(index, { align: 'auto' })
    requestAnimationFrame(() => {
      const id = tickets[index]?.id
      scroller.current?.querySelector<HTMLElement>(`[data-ticket="${id}"]`)?.focus({ preventScroll: true })
    })
  }
  return { scroller, virtual, reveal }
}

/** When rows come in or leave above the first visible one, the scroll position follows it. At the very top it stays at the top. */
function useStayInPlace(tickets: TicketSummary[], rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const before = useRef<string[]>([])
  useLayoutEffect(() => {
    const ids = before.current
    const now = tickets.map((ticket) => ticket.id)
    before.current = now
    const element = scroller.current
    if (!element || element.scrollTop === 0 || ids.length === 0) return
    element.scrollTop += shift(ids, now, Math.floor(element.scrollTop / rowHeight)) * rowHeight
  }, [tickets, rowHeight])
  return scroller
}

/** By how many rows the first row from `first` on that is still there has moved. */
export function shift(before: string[], now: string[], first: number): number {
  const place = new Map(now.map((id, index) => [id, index]))
  const anchor = before.findIndex((id, index) => index >= first && place.has(id))
  return anchor < 0 ? 0 : place.get(before[anchor]!)! - anchor
}

function readRowHeight(): number {
  return parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row-height'), 10) || 52
}

function useRowHeight(): number {
  return useSyncExternalStore((listener) => {
    const observer = new MutationObserver(listener)
    observer.observe(document.documentElement, { attributeFilter: ['data-density'] })
    addEventListener('resize', listener)
    return () => {
      observer.disconnect()
      removeEventListener('resize', listener)
    }
  }, readRowHeight)
}
