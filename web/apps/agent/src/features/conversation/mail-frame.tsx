import { cn } from '@tessera/ui'
import { useEffect, useRef, useState } from 'react'
import { PHONE, useMedia } from '@/shared/media'
import { useThemeName } from '@/shared/use-theme-name'
import { coloursAt, frameDocument, relightText, settleHeights } from './frame-document'
import { likelyHeight } from './likely-height'

type Props = { html: string; title: string; imageSources: string }

/**
 * A mail's HTML in a frame of its own: its styles cannot reach the page, and it can run nothing. `allow-same-origin` (with no
 * `allow-scripts`) lets the page measure it; popups are for links, which open outside the sandbox.
 */
export function MailFrame({ html, title, imageSources }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const phone = useMedia(PHONE)
  const [height, setHeight] = useState(() => likelyHeight(html, phone ? 42 : 70))
  const [shown, setShown] = useState<{ document: string; paper: boolean } | null>(null)
  const theme = useThemeName()

  useEffect(() => {
    setShown(frameDocument(html, coloursAt(frame.current!), imageSources))
  }, [html, imageSources, theme])

  function loaded() {
    const inner = frame.current?.contentDocument
    if (!inner?.body) return
    settleHeights(inner)
    const { scheme, ink } = coloursAt(frame.current!)
    if (!shown?.paper && scheme === 'dark') relightText(inner, ink)
    const measure = () => setHeight(Math.ceil(inner.body.getBoundingClientRect().height) + scrollbarOf(inner))
    new ResizeObserver(measure).observe(inner.body)
    keepFitting(inner)
    measure()
    inner.addEventListener('keydown', passOn)
    showFocus(frame.current!, inner)
  }

  return (
    <iframe
      ref={frame}
      title={title}
      srcDoc={shown?.document ?? ''}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      onLoad={loaded}
      height={height}
      className={cn(
        'block w-full border-0 data-focused:outline-2 data-focused:outline-offset-2 data-focused:outline-focus',
        shown?.paper && 'rounded-surface ring-1 ring-line',
      )}
    />
  )
}

/** As small as one still reads it. */
const SMALLEST = 0.7

/** A mail that is somewhat wider than its place is drawn smaller, at each width of the place; one that is far wider is scrolled. */
function keepFitting(inner: Document): void {
  const root = inner.documentElement
  let fitted = 0
  const fit = () => {
    if (root.clientWidth === fitted) return
    fitted = root.clientWidth
    inner.body.style.setProperty('zoom', '1')
    const share = fitted / root.scrollWidth
    if (share >= SMALLEST && share < 1) inner.body.style.setProperty('zoom', String(share))
  }
  fit()
  inner.defaultView?.addEventListener('resize', fit)
}

/** What has the focus within a frame is nothing that `:focus-visible` knows of outside of it. A press needs no ring. */
function showFocus(frame: HTMLIFrameElement, inner: Document) {
  let pressed = false
  inner.addEventListener('pointerdown', () => {
    pressed = true
    frame.removeAttribute('data-focused')
  })
  inner.defaultView?.addEventListener('focus', () => frame.toggleAttribute('data-focused', !pressed))
  inner.defaultView?.addEventListener('blur', () => {
    pressed = false
    frame.removeAttribute('data-focused')
  })
}

/** A horizontal scrollbar takes its height from the content. */
function scrollbarOf(inner: Document): number {
  const root = inner.documentElement
  return root.scrollWidth > root.clientWidth ? 14 : 0
}

/** Keys that are pressed while the focus is in the mail are the page's, as everywhere else. */
function passOn(event: KeyboardEvent) {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event
  if ((ctrlKey || metaKey) && key.toLowerCase() !== 'k') return
  document.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, metaKey, shiftKey, altKey, cancelable: true }))
}
