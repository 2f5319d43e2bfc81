import { useLocation } from '@tanstack/react-router'
import { cn } from '@tessera/ui'
import { type ReactNode, useEffect, useRef } from 'react'

const CONTROLS = 'input, select, textarea, button, a[href], [role="textbox"]'

/** Reaches out by as much as it is rounded, so that nothing moves. */
const FOUND = { boxShadow: '0 0 0 8px var(--surface-selected)' }

/** One setting of a page, which `/settings/<page>#<id>` leads to: it is marked, in sight, and has the focus. */
export function Setting({ id, children }: { id: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  // Another time whenever one is led here anew.
  const visit = useLocation({ select: ({ hash, state }) => (hash === id ? (state.__TSR_key ?? id) : null) })
  useEffect(() => {
    if (visit === null || !place.current) return
    place.current.scrollIntoView({ block: 'center' })
    const chosen = place.current.querySelector<HTMLElement>('input[type="radio"]:checked')
    const control = chosen ?? place.current.querySelector<HTMLElement>(CONTROLS)
    control?.focus({ preventScroll: true })
  }, [visit])
  return (
    <div
      ref={place}
      id={id}
      className={cn('rounded-control', visit !== null && 'bg-selected')}
      style={visit !== null ? FOUND : undefined}
    >
      {children}
    </div>
  )
}
