import { Tooltip as Radix } from 'radix-ui'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { Kbd } from './kbd'
import { type Shown, tooltips } from './tooltip-state'

/** The tooltip itself, beside an invisible stand-in that lies over the control: the control is not wrapped or rendered anew. */
export function TooltipLayer({ shown }: { shown: Shown | null }) {
  useGoneWithItsControl(shown)
  useGoneByEscape(shown !== null)
  if (!shown?.anchor.isConnected) return null
  return <Bubble key={shown.side} {...shown} />
}

/**
 * Escape is for what one is at, such as a selection, and a tooltip goes by the way. Radix would have it for the tooltip
 * alone, so that goes before Radix hears of the key.
 */
function useGoneByEscape(shown: boolean) {
  useEffect(() => {
    if (!shown) return
    const pressed = ({ key }: KeyboardEvent) => key === 'Escape' && flushSync(tooltips.hide)
    addEventListener('keydown', pressed, true)
    return () => removeEventListener('keydown', pressed, true)
  }, [shown])
}

function Bubble({ anchor, text, keys, side }: Shown) {
  const place = useRef<HTMLSpanElement>(null)
  const { top, left, width, height } = anchor.getBoundingClientRect()
  useLayoutEffect(() => {
    const id = place.current?.getAttribute('aria-describedby')
    if (!id || anchor.hasAttribute('aria-describedby')) return
    anchor.setAttribute('aria-describedby', id)
    return () => anchor.removeAttribute('aria-describedby')
  }, [anchor])
  return (
    <Radix.Provider disableHoverableContent>
      <Radix.Root open onOpenChange={(open) => !open && tooltips.hide()}>
        <Radix.Trigger asChild>
          <span ref={place} className="pointer-events-none fixed" style={{ top, left, width, height }} />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={physical(side)}
            sideOffset={6}
            collisionPadding={8}
            className="pointer-events-none z-50 flex max-w-72 animate-float items-center gap-2 rounded-control bg-inverse px-2 py-1 text-xs text-on-inverse shadow-float"
          >
            {text}
            {keys && <Kbd keys={keys} inverse />}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}

function physical(side: Shown['side']): 'top' | 'bottom' | 'left' | 'right' {
  if (side === 'top' || side === 'bottom') return side
  const mirrored = document.documentElement.dir === 'rtl'
  return (side === 'start') === mirrored ? 'right' : 'left'
}

/** A control that scrolls away or leaves the page takes its tooltip along. */
function useGoneWithItsControl(shown: Shown | null) {
  useEffect(() => {
    if (!shown) return
    const scrolled = (event: Event) => (event.target as Node).contains(shown.anchor) && tooltips.hide()
    const observer = new MutationObserver(() => !shown.anchor.isConnected && tooltips.hide())
    observer.observe(document.body, { childList: true, subtree: true })
    addEventListener('scroll', scrolled, true)
    return () => {
      observer.disconnect()
      removeEventListener('scroll', scrolled, true)
    }
  }, [shown])
}
