import { useEffect, useEffectEvent, useRef } from 'react'
import { usePainted } from '@/shared/painted'

/**
 * A list that comes with an open ticket goes to its row after its first drawing, which is laid out once; and again as long as
 * rows are still coming, which may push it out of sight. Live ones that come later leave the list where it is.
 */
export function useArrival(
  selected: string | undefined,
  row: number,
  coming: () => boolean,
  arrive?: (row: number) => void,
): void {
  const awaited = useRef(selected)
  const painted = usePainted()
  const latest = useEffectEvent((to: number) => {
    if (!coming()) awaited.current = undefined
    arrive?.(to)
  })
  useEffect(() => {
    if (selected !== awaited.current) awaited.current = undefined
    if (awaited.current && painted && row >= 0) latest(row)
  }, [selected, painted, row])
}
