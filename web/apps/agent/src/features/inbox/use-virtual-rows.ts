import { type Virtualizer, elementScroll, useVirtualizer } from '@tanstack/react-virtual'
import type { TicketSummary } from '@tessera/api'
import type { Lines } from './lines'
import { useCallback, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { usePainted } from '@/shared/painted'
import { type Has, placeNear } from './place-near'

export const GROUP_HEIGHT = 32

/** The rows that are in sight, with their groups' headings between, at the height that theme and density give them; what is being read never jumps. */
export function useVirtualRows(tickets: TicketSummary[], lines: Lines, tallest = Infinity) {
  const rowHeight = Math.min(useRowHeight(), tallest)
  const scroller = useStayInPlace(tickets, lines, rowHeight)
  // With another function, or keys of our own, the virtualizer measures every line anew.
  const estimateSize = useCallback(
    (line: number) => (lines.groupAt(line) ? GROUP_HEIGHT : rowHeight),
    [lines, rowHeight],
  )
  const begun = useRef(false)
  // The virtualizer is a mutable object by design; nothing here is memoised on it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize,
    overscan: usePainted() ? ROWS_BEYOND : 0,
    // Rows are there at the first drawing, before it is known how high the list is.
    initialRect: { width: 0, height: windowHeight },
    observeElementRect: hearSize,
    scrollToFn: (offset, options, instance) => {
      // Where it begins it is there: to go there would have the page laid out, in the middle of its first drawing.
      begun.current ||= offset > 0 || (instance.scrollOffset ?? 0) > 0
      if (begun.current) elementScroll(offset, options, instance)
    },
  })

  const measured = useRef({ rowHeight, lines })
  useLayoutEffect(() => {
    if (measured.current.rowHeight === rowHeight && measured.current.lines === lines) return
    measured.current = { rowHeight, lines }
    virtual.measure()
  }, [virtual, rowHeight, lines])

  /** By what is known of the list: to ask the browser would have the page laid out once more. */
  function inSight(line: number): boolean {
    const row = virtual.getVirtualItems().find((each) => each.index === line)
    const top = virtual.scrollOffset ?? 0
    return row !== undefined && row.start >= top && row.end <= top + (virtual.scrollRect?.height ?? 0)
  }
  function reveal(index: number) {
    const line = lines.lineOf(index)
    if (!inSight(line)) virtual.scrollToIndex(line, { align: 'auto' })
    requestAnimationFrame(() => {
      const id = tickets[index]?.id
      scroller.current?.querySelector<HTMLElement>(`[data-ticket="${id}"]`)?.focus({ preventScroll: true })
    })
  }
  /** Goes to a row that is out of sight, for somebody who has not scrolled yet. */
  function arrive(index: number) {
    const line = lines.lineOf(index)
    const hidden = !virtual.scrollRect?.height
    if (hidden || (virtual.scrollOffset ?? 0) > 0 || inSight(line)) return
    virtual.scrollToIndex(line, { align: 'center' })
  }
  return { scroller, virtual, reveal, arrive }
}

type Rows = Virtualizer<HTMLDivElement, Element>

/** How large the list is, when the browser has laid it out anyway: to ask at once would have it do so twice. */
function hearSize({ scrollElement }: Rows, heard: (rect: Rows['scrollRect'] & object) => void) {
  if (!scrollElement) return
  const observer = new ResizeObserver(([entry]) => {
    const [box] = entry!.borderBoxSize
    heard({ width: Math.round(box!.inlineSize), height: Math.round(box!.blockSize) })
  })
  observer.observe(scrollElement)
  return () => observer.disconnect()
}

const IN_SIGHT = 20
/** Rows beyond what is in sight are there for scrolling; a list that has just come shows itself first. */
const ROWS_BEYOND = 5

/** When rows come in or leave above the first visible one, the scroll position follows it. At the very top it stays at the top. */
function useStayInPlace(tickets: TicketSummary[], lines: Lines, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const before = useRef<{ tickets: TicketSummary[]; lines: Lines }>({ tickets: [], lines })
  useLayoutEffect(() => {
    const { tickets: ticketsBefore, lines: linesBefore } = before.current
    before.current = { tickets, lines }
    const element = scroller.current
    // A list that has just come is at its top; to ask where it is would have it laid out.
    if (!element || ticketsBefore.length === 0 || element.scrollTop === 0) return
    const first = Math.floor(element.scrollTop / rowHeight)
    // Nothing moved above it: there is no need to look where all of them are.
    const inPlace = ticketsBefore[first]?.id === tickets[first]?.id
    if (inPlace && lines.lineOf(first) === linesBefore.lineOf(first)) return
    const [was, is] = anchorOf(ticketsBefore, tickets, first)
    const headings = lines.lineOf(is) - is - (linesBefore.lineOf(was) - was)
    element.scrollTop += (is - was) * rowHeight + headings * GROUP_HEIGHT
  }, [tickets, lines, rowHeight])
  return scroller
}

/** Where the first of the rows in sight that is still there was, and where it is. */
export function anchorOf(before: readonly Has[], now: readonly Has[], first: number): [was: number, is: number] {
  for (const [row, { id }] of before.slice(first, first + IN_SIGHT).entries()) {
    const is = placeNear(now, id, first + row)
    if (is >= 0) return [first + row, is]
  }
  return [0, 0]
}

/** Read before there is a page, and when it may have changed: to ask later has the page laid out in the middle of its first drawing. */
let windowHeight = 0
let rowHeight = 52
const listeners = new Set<() => void>()

function readHeights(): void {
  windowHeight = window.innerHeight
  rowHeight = parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row-height'), 10) || 52
  listeners.forEach((listener) => listener())
}

if (typeof window !== 'undefined') {
  readHeights()
  // Any preference that changes writes the density, too.
  const dense = () => document.documentElement.dataset['density'] ?? null
  const observer = new MutationObserver(([change]) => change!.oldValue !== dense() && readHeights())
  observer.observe(document.documentElement, { attributeFilter: ['data-density'], attributeOldValue: true })
  addEventListener('resize', readHeights)
}

function useRowHeight(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => rowHeight,
  )
}
