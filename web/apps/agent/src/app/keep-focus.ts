import { isFocusFree, openerOf } from '@tessera/ui'

interface Pages {
  subscribe: (event: 'onRendered', listener: (event: { pathChanged: boolean }) => void) => () => void
}

/** By then, whoever wants the focus on a new page has it: a list draws its rows some frames after it came. */
const SETTLES_MS = 120

/**
 * The focus is never lost to the document, from where Tab begins anew and a screen reader says nothing. What leaves with
 * it gives it to the conversation or the page that it was in, and a page that comes begins with itself.
 */
export function keepFocus(pages: Pages): () => void {
  let around: Element[] = []
  function came({ target }: FocusEvent) {
    around = []
    for (let at = target as Element | null; at; at = at.parentElement) around.push(at)
    const opener = openerOf(target as Element)
    for (let at = opener; at; at = at.parentElement) around.push(at)
  }
  // What stays was left for nothing else, which is anybody's right.
  const left = ({ target }: FocusEvent) =>
    setTimeout(() => {
      if (!(target as Element).isConnected) goOn(around)
    }, SETTLES_MS)
  document.addEventListener('focusin', came)
  document.addEventListener('focusout', left)
  const pass = pages.subscribe('onRendered', ({ pathChanged }) => {
    if (pathChanged) setTimeout(() => goOn([]), SETTLES_MS)
  })
  return () => {
    document.removeEventListener('focusin', came)
    document.removeEventListener('focusout', left)
    pass()
  }
}

function goOn(around: Element[]): void {
  if (!isFocusFree()) return
  const ticket = around.find((each) => each.isConnected && each.matches('[data-place]'))
  const conversation = ticket?.querySelector<HTMLElement>('[data-testid="conversation"]')
  const place = conversation ?? document.querySelector('main')
  if (!place || place === document.activeElement) return
  // Only from here: no key leads to it, and nothing is done on it.
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1
  place.focus({ preventScroll: true })
}
