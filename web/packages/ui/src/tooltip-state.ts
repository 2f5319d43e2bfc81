import type { ReactNode } from 'react'

/** Where it stands beside its control; `start` and `end` follow the direction of the text. */
export type TooltipSide = 'top' | 'bottom' | 'start' | 'end'
export type Shown = { anchor: HTMLElement; text: ReactNode; keys: string | undefined; side: TooltipSide }

const DELAY_MS = 450
/** For so long after one tooltip the next control shows its own at once: the pointer is reading along. */
const NEXT_AT_ONCE_MS = 200

let shown: Shown | null = null
let wanted = false
let hiddenAt = -Infinity
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function change(next: Shown | null) {
  if (shown && !next) hiddenAt = Date.now()
  shown = next
  listeners.forEach((listener) => listener())
}

function showNow(next: Shown) {
  clearTimeout(timer)
  wanted = true
  change(next)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function show(next: Shown) {
  if (shown || Date.now() - hiddenAt < NEXT_AT_ONCE_MS) return showNow(next)
  clearTimeout(timer)
  if (!wanted) {
    wanted = true
    change(null)
  }
  timer = setTimeout(() => next.anchor.isConnected && change(next), DELAY_MS)
}

function hide() {
  clearTimeout(timer)
  if (shown) change(null)
}

let reaching = false
if (typeof window !== 'undefined')
  window.addEventListener('keydown', ({ key }) => (reaching = key === 'Tab' || key.startsWith('Arrow')), true)

/** Whether the focus moves because somebody looks for a control. What closes gives it back to one that is known, and a
 * tooltip there would only cover what is beside it. */
const isReaching = () => reaching

/** The one tooltip of the page: what it says and beside what. `wanted`: whether there ever was one, so that its layer is fetched. */
export const tooltips = { shown: () => shown, wanted: () => wanted, subscribe, isReaching, show, showNow, hide }
