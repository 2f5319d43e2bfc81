import { Slot } from 'radix-ui'
import { type FocusEvent, type PointerEvent, type ReactNode, Suspense, lazy, useSyncExternalStore } from 'react'
import { type TooltipSide, tooltips } from './tooltip-state'

const Layer = lazy(() => import('./tooltip-layer').then((module) => ({ default: module.TooltipLayer })))

/** Holds the page's one tooltip. What shows and places it is fetched when the first is asked for. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const shown = useSyncExternalStore(tooltips.subscribe, tooltips.shown)
  const wanted = useSyncExternalStore(tooltips.subscribe, tooltips.wanted)
  return (
    <>
      {children}
      <Suspense>{wanted && <Layer shown={shown} />}</Suspense>
    </>
  )
}

type Props = {
  text: ReactNode
  keys?: string | undefined
  side?: TooltipSide
  children: ReactNode
}

/** A control's name, with the key that does the same. */
export function Tooltip({ text, keys, side = 'bottom', children }: Props) {
  const about = (anchor: HTMLElement) => ({ anchor, text, keys, side })
  return (
    <Slot.Root
      onPointerEnter={(event: PointerEvent<HTMLElement>) => {
        if (event.pointerType !== 'touch') tooltips.show(about(event.currentTarget))
      }}
      onPointerLeave={tooltips.hide}
      onPointerDown={tooltips.hide}
      onClick={tooltips.hide}
      onFocus={(event: FocusEvent<HTMLElement>) => {
        if (tooltips.isReaching() && event.currentTarget.matches(':focus-visible'))
          tooltips.showNow(about(event.currentTarget))
      }}
      onBlur={tooltips.hide}
    >
      {children}
    </Slot.Root>
  )
}
