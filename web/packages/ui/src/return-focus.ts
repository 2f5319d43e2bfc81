import { useEffect, useState } from 'react'
import { isFocusFree } from './focus-free'

/** A place to go on from: where the focus was, with where the text was being written. */
interface Place {
  /** The element that had the focus; then what opened the layer that it was in, which may be gone by the time; then what was around it. */
  elements: HTMLElement[]
  /** Which of the controls in each of these it was: one that was drawn anew meanwhile is another element. */
  places: number[]
  caret: { anchor: Node; anchorOffset: number; focus: Node; focusOffset: number } | null
}

/**
 * Stands in a layer that is opened by a key or by state, and gives the focus back to what had it when the layer goes. Layers
 * with a trigger give it to that by themselves.
 */
export function ReturnFocus() {
  // Looked at as it is drawn for the first time: by its first effect the focus has moved into the layer already.
  const [before] = useState(lookAround)
  // On leaving, and not by Radix's own event, which comes a moment later: what a command opens next looks for the focus by then.
  useEffect(() => () => goBack(before), [before])
  return null
}

/** For Radix's own event, which comes after that: a trigger has the focus only if nothing else has. */
export function unlessReturned(event: Event): void {
  if (!isFocusFree()) event.preventDefault()
}

function lookAround(): Place {
  const elements: HTMLElement[] = []
  for (let at: Element | null = document.activeElement; at && at !== document.body; at = openerOf(at)) {
    for (let each: Element | null = at; each && each !== document.body; each = each.parentElement)
      if (each instanceof HTMLElement) elements.push(each)
  }
  const held = document.activeElement as HTMLElement
  const places = elements.map((each) => controlsIn(each).indexOf(held))
  return { elements, places, caret: caretIn(held) }
}

/** What opened the layer that an element is in. A menu closes as what it opened comes, and its button stays. */
export function openerOf(element: Element): Element | null {
  const layer = element.closest('[role="menu"], [role="dialog"], [role="listbox"]')
  return layer?.id ? document.querySelector(`[aria-controls="${CSS.escape(layer.id)}"]`) : null
}

/** A browser puts the caret of a rich text at its beginning when that has the focus again; a field keeps its own. */
function caretIn(element: Element | null): Place['caret'] {
  const selection = document.getSelection()
  if (!(element instanceof HTMLElement) || !element.isContentEditable || !selection) return null
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
  if (!anchorNode || !focusNode || !element.contains(anchorNode) || !element.contains(focusNode)) return null
  return { anchor: anchorNode, anchorOffset, focus: focusNode, focusOffset }
}

function goBack({ elements, places, caret }: Place): void {
  // Somebody went on already: whoever pressed beside the layer, or what took the focus as it closed.
  if (elements.length === 0 || !isFocusFree()) return
  for (const [at, element] of elements.entries()) {
    if (!element.isConnected) continue
    element.focus({ preventScroll: true })
    if (document.activeElement === element) return putCaret(element, caret)
    const within = firstIn(element, places[at])
    within?.focus({ preventScroll: true })
    if (within && document.activeElement === within) return
  }
  const main = document.querySelector<HTMLElement>('main')
  if (main) firstIn(main)?.focus({ preventScroll: true })
}

const controlsIn = (element: HTMLElement) => [
  ...element.querySelectorAll<HTMLElement>('a[href]:not([tabindex="-1"]), button:not(:disabled):not([tabindex="-1"])'),
]

/** The place for Tab in a list, else what can be pressed at a place, or else first. */
export function firstIn(element: HTMLElement, place = 0): HTMLElement | null {
  const controls = controlsIn(element)
  return element.querySelector<HTMLElement>('[tabindex="0"]') ?? controls[place] ?? controls[0] ?? null
}

function putCaret(element: HTMLElement, caret: Place['caret']): void {
  if (!caret || !element.contains(caret.anchor) || !element.contains(caret.focus)) return
  document.getSelection()?.setBaseAndExtent(caret.anchor, caret.anchorOffset, caret.focus, caret.focusOffset)
}
