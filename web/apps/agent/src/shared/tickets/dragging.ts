import { type DragEvent, useState } from 'react'
import { create } from 'zustand'
import { useSelection } from './selection'

interface Dragging {
  /** What is being dragged; a browser tells that only where it lands. */
  ids: readonly string[]
  /** What was let go over a view, by the view's name in addresses. */
  dropped: { ids: readonly string[]; view: string } | null
}

export const useDragging = create<Dragging>()(() => ({ ids: [], dropped: null }))

/** One of the chosen takes all of them along. */
export function takenAlong(id: string): readonly string[] {
  const { ids, everything } = useSelection.getState()
  return ids.has(id) && !everything ? [...ids] : [id]
}

/** For a ticket's row or card. */
export function dragProps(id: string) {
  return {
    draggable: true,
    onDragStart: () => {
      useDragging.setState({ ids: takenAlong(id) })
    },
    onDragEnd: () => useDragging.setState({ ids: [] }),
  }
}

/** For a place that takes tickets; with null it takes none. */
export function useTicketDrop(onDrop: ((ids: readonly string[]) => void) | null) {
  const [over, setOver] = useState(false)
  const takes = () => onDrop !== null && useDragging.getState().ids.length > 0
  const target = {
    onDragOver: (event: DragEvent) => {
      if (!takes()) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!takes()) return
      event.preventDefault()
      const { ids } = useDragging.getState()
      // A card that moves away does not tell that its drag has ended.
      useDragging.setState({ ids: [] })
      onDrop?.(ids)
    },
  }
  return { over, target }
}

/** Lets what is dragged go over a view: it gets what the view asks for. */
export const dropOnView = (view: string) => (ids: readonly string[]) => useDragging.setState({ dropped: { ids, view } })
