import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { cn } from './cn'

type Props = {
  width: number
  min: number
  max: number
  onResize: (width: number) => void
  /** The pane's name, and its edge's. */
  label: string
  edgeLabel: string
  className?: string
  children: ReactNode
}

const STEP = 16

/** 1 where text runs to the right, -1 where it runs to the left. */
function towardsEnd(element: Element): 1 | -1 {
  return getComputedStyle(element).direction === 'rtl' ? -1 : 1
}

/** A pane whose inner edge can be dragged, or moved with the arrow keys. `width` is in pixels. */
export function ResizablePane({ width, min, max, onResize, label, edgeLabel, className, children }: Props) {
  const [dragging, setDragging] = useState<{ from: number; width: number } | null>(null)
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)))

  function start(event: PointerEvent) {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragging({ from: event.clientX, width })
  }
  function move(event: PointerEvent) {
    if (dragging) onResize(clamp(dragging.width + (event.clientX - dragging.from) * towardsEnd(event.currentTarget)))
  }
  function key(event: KeyboardEvent) {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (step) onResize(clamp(width + step * towardsEnd(event.currentTarget)))
  }

  return (
    <section
      aria-label={label}
      className={cn('relative', className)}
      style={{ '--pane-width': `${width}px` } as CSSProperties}
    >
      {children}
      {/* A focusable separator is the ARIA pattern of a window splitter. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={edgeLabel}
        aria-valuenow={width}
        aria-valuemin={min}
        aria-valuemax={max}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={() => setDragging(null)}
        onKeyDown={key}
        className={cn(
          'absolute inset-y-0 -end-1 z-10 hidden w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:start-[3px] after:w-0.5 after:bg-accent after:opacity-0 after:transition-opacity hover:after:opacity-60 md:block',
          dragging && 'after:opacity-100',
        )}
      />
    </section>
  )
}
