import { useVirtualizer } from '@tanstack/react-virtual'
import type { TicketSummary } from '@tessera/api'
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

/** The rows that are in sight, at the height that theme and density give them; what is being read never jumps. */
export function useVirtualRows(tickets: TicketSummary[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight()
  const virtual = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => tickets[index]!.id,
    overscan: 8,
  })

  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useStayInPlace(scroller, tickets, rowHeight)

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
function useStayInPlace(scroller: React.RefObject<HTMLDivElement | null>, tickets: TicketSummary[], rowHeight: number) {
  const before = useRef<{ ids: string[]; rowHeight: number }>({ ids: [], rowHeight })
  useLayoutEffect(() => {
    const { ids } = before.current
    const now = tickets.map((ticket) => ticket.id)
    before.current = { ids: now, rowHeight }
    const element = scroller.current
    if (!element || element.scrollTop === 0 || ids.length === 0) return
    const place = new Map(now.map((id, index) => [id, index]))
    const first = Math.floor(element.scrollTop / rowHeight)
    const anchor = ids.findIndex((id, index) => index >= first && place.has(id))
    if (anchor < 0) return
    element.scrollTop += (place.get(ids[anchor]!)! - anchor) * rowHeight
  }, [scroller, tickets, rowHeight])
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
