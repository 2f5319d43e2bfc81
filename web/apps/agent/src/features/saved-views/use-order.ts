import type { View } from '@tessera/api'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { useViewChanges } from '@/shared/saved-views/use-change'

const TYPE = 'application/x-tessera-view'
const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }

/** The views' order is each agent's own: by dragging one to another's place, or with Alt and an arrow where the focus is. */
export function useOrder(views: View[]) {
  const { move } = useViewChanges()
  const [dragged, setDragged] = useState(-1)
  const [over, setOver] = useState(-1)
  const [said, setSaid] = useState('')

  const put = (view: View, placeFrom: (from: number) => number) => setSaid(move(view, placeFrom) || said)
  return {
    /** For those who do not see it. */
    said,
    of: (view: View, at: number) => ({
      dragged: dragged === at,
      /** Where what is dragged would come to stand. */
      line:
        over !== at || dragged < 0 || dragged === at ? null : dragged < at ? ('below' as const) : ('above' as const),
      onDragStart: ({ dataTransfer }: DragEvent) => {
        dataTransfer.setData(TYPE, view.id)
        dataTransfer.effectAllowed = 'move'
        setDragged(at)
      },
      onDragEnd: () => {
        setDragged(-1)
        setOver(-1)
      },
      onDragOver: (event: DragEvent) => {
        if (dragged < 0) return
        event.preventDefault()
        setOver(at)
      },
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver((now) => (now === at ? -1 : now))
      },
      onDrop: () => {
        const moved = views[dragged]
        setOver(-1)
        if (moved) put(moved, () => at)
      },
      onKeyDown: (event: KeyboardEvent) => {
        const step = event.altKey ? STEPS[event.key] : undefined
        if (step === undefined) return
        event.preventDefault()
        put(view, (from) => from + step)
      },
    }),
  }
}
