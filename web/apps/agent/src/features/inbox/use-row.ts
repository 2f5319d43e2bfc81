import type { TicketSummary } from '@tessera/api'
import { cn } from '@tessera/ui'
import type { MouseEvent } from 'react'
import { useTouched } from '@/shared/live/deltas'
import { dragProps } from '@/shared/tickets/dragging'
import { isPicked, togglePicked, useSelection } from '@/shared/tickets/selection'
import { isUnread, useUnread } from '@/shared/unread'

export type RowProps = {
  ticket: TicketSummary
  href: string
  assignee: string | undefined
  selected: boolean
  /** The row that the keys are on: the list's one stop for Tab. */
  current: boolean
  /** It shows that the keys are on it. */
  under: boolean
  onOpen: (id: string) => void
  /** Where many may be changed at once: chooses all up to this row. */
  onRange?: ((id: string) => void) | undefined
}

/** What a ticket's link does, as a row and as a card: it opens, it is chosen, it is dragged. */
export function useRow({ ticket, href, selected, current, under, onOpen, onRange }: RowProps) {
  const picking = useSelection((state) => state.picking)
  const picked = useSelection((state) => state.picking && isPicked(state, ticket.id))
  const unread = useUnread((state) => isUnread(state, ticket)) && !selected
  const touched = useTouched((state) => state[ticket.id])

  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.button !== 0 || (event.shiftKey && !onRange)) return
    event.preventDefault()
    if (event.shiftKey) onRange?.(ticket.id)
    else if (picking && isTouch(event)) togglePicked(ticket.id)
    else onOpen(ticket.id)
  }
  /** A long press chooses. */
  function pressLong(event: MouseEvent) {
    if (!onRange || !isTouch(event)) return
    event.preventDefault()
    togglePicked(ticket.id)
  }
  const link = {
    href,
    onClick: open,
    onContextMenu: pressLong,
    'data-testid': 'ticket-row',
    'data-ticket': ticket.id,
    'data-unread': unread || undefined,
    'data-picked': picked || undefined,
    'data-under': under || undefined,
    'aria-current': selected ? ('page' as const) : undefined,
    tabIndex: current ? 0 : -1,
    ...(onRange && dragProps(ticket.id)),
  }
  return { link, unread, picking, touched }
}

export function rowLook(
  { selected, under }: RowProps,
  { 'data-picked': picked }: { 'data-picked': true | undefined },
): string {
  return cn(
    'relative flex h-full items-center border-b border-line outline-offset-[-2px]',
    picked ? 'bg-accent-soft' : selected ? 'bg-(--row-selected)' : under ? 'bg-hover' : 'hover:bg-hover',
  )
}

/** A finger, not a mouse: it has no Shift, and no pointer that rests on a row. */
function isTouch(event: MouseEvent): boolean {
  return (event.nativeEvent as PointerEvent).pointerType === 'touch'
}
