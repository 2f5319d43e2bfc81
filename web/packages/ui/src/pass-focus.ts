import { isFocusFree } from './focus-free'
import { firstIn, openerOf } from './return-focus'

/** What had the focus last, with what opened the layer that it was in; nothing once somebody left it for nothing else. */
let last: Element[] = []

let listening = false

function listen(): void {
  if (listening) return
  listening = true
  document.addEventListener('focusin', ({ target }) => {
    last = []
    for (let at = target as Element | null; at; at = openerOf(at)) last.push(at)
  })
  // What leaves the page takes the focus along; what stays was left.
  document.addEventListener('focusout', ({ target }) =>
    queueMicrotask(() => {
      if (isFocusFree() && (target as Element).isConnected) last = []
    }),
  )
}

const CONTROLS = 'a[href], button, input, [tabindex="0"]'
const controlsIn = (row: Element) => [...row.querySelectorAll<HTMLElement>(CONTROLS)]

/**
 * The `ref` of one of several, a row or a button. When it leaves with the focus, that goes on to the same control of the one
 * that moves up, or of the one before it; after the last of them, to what is around.
 */
export function passFocus(row: HTMLElement | null): (() => void) | undefined {
  if (!row) return undefined
  listen()
  return () => {
    const held = last.find((each) => row.contains(each))
    if (!held) return
    const place = controlsIn(row).indexOf(held as HTMLElement)
    const beside = [row.nextElementSibling, row.previousElementSibling]
    const around: Element[] = []
    for (let each = row.parentElement; each && each !== document.body; each = each.parentElement) around.push(each)
    // React takes it away after this.
    queueMicrotask(() => {
      if (row.isConnected || !isFocusFree()) return
      for (const each of beside) if (each?.isConnected && focusIn(each, place)) return
      for (const each of around) if (each.isConnected && focusIn(each, -1)) return
    })
  }
}

function focusIn(element: Element, place: number): boolean {
  const itself = place < 0 && element.matches(CONTROLS) ? element : null
  const wanted = (itself ?? controlsIn(element)[place] ?? firstIn(element as HTMLElement)) as HTMLElement | null
  wanted?.focus()
  return wanted !== null && document.activeElement === wanted
}
