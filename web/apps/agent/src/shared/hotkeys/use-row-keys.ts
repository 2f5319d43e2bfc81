import { useRef } from 'react'
import { useCommand } from './index'

/** J and K go through the rows (whatever fits `selector`) within the element that is given the ref, and stop at the ends. */
export function useRowKeys<E extends HTMLElement>(selector: string) {
  const frame = useRef<E>(null)
  const move = (by: 1 | -1) => {
    const rows = [...(frame.current?.querySelectorAll<HTMLElement>(selector) ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
  }
  useCommand('next', () => move(1))
  useCommand('previous', () => move(-1))
  return frame
}
