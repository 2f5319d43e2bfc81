import type { TicketSummary } from '@tessera/api'
import { isFocusFree } from '@tessera/ui'
import { type FocusEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useCommand } from '@/shared/hotkeys'
import { useComing } from '@/shared/replica/use-list'
import { useReadAhead } from '@/shared/tickets/read-ahead'
import { carriedKeys, dropCarriedKeys } from '@/shared/tickets/under-keys'
import { toggleUnread } from '@/shared/unread'
import { placeNear } from './place-near'
import { useArrival } from './use-arrival'

interface Columns {
  /** The column of a row. */
  of: (index: number) => string
  /** The row that moved up in the column of one that left; undefined if there is none. */
  nextTo: (place: { index: number; column: string }) => number | undefined
}

/** Where the keys are in the list. When its ticket leaves, the place stays: the next one moves up under it, in the same
 * column of a board as long as there is one. */
export function useCursor(
  tickets: TicketSummary[],
  selected: string | undefined,
  onOpen: (id: string, replace: boolean) => void,
  reveal: (index: number) => void,
  { arrive, columns }: { arrive?: (index: number) => void; columns?: Columns } = {},
) {
  const [place, setPlace] = useState(() => ({ id: selected ?? carriedKeys() ?? '', index: 0, column: '' }))
  const wanted = selected ?? place.id
  const known = wanted ? placeNear(tickets, wanted, place.index) : -1
  const index = known >= 0 ? known : (columns?.nextTo(place) ?? Math.min(place.index, tickets.length - 1))
  const gone = selected !== undefined && known < 0
  // Until somebody went into the list, the keys are on no row that one can see.
  const [started, setStarted] = useState(place.id !== '')

  const column = columns?.of(known) ?? ''
  if (known >= 0 && (place.index !== known || place.id !== tickets[known]!.id || place.column !== column)) {
    setPlace({ id: tickets[known]!.id, index: known, column })
  }

  const readAhead = useReadAhead()
  function move(step: 1 | -1) {
    const from = started || selected ? index : -1
    // The row under a vanished ticket is already the next one.
    const to = Math.max(0, Math.min(tickets.length - 1, gone && step === 1 ? index : from + step))
    put(to)
    if (selected) readAhead(tickets[to + step]?.id)
  }
  function put(to: number) {
    const ticket = tickets[to]
    if (!ticket) return
    setStarted(true)
    reveal(to)
    // Where a ticket is open the place follows from the address: drawing the list once is enough.
    if (selected) onOpen(ticket.id, true)
    else setPlace({ ...place, id: ticket.id, index: to })
  }
  /** What has the focus is what the keys are for. */
  function onFocus({ target }: FocusEvent<HTMLElement>) {
    const at = tickets.findIndex((ticket) => ticket.id === target.dataset['ticket'])
    if (at < 0 || selected) return
    setStarted(true)
    setPlace({ ...place, id: tickets[at]!.id, index: at })
  }
  const toggleItUnread = () => toggleUnread(tickets.slice(index, index + 1))

  useArrival(selected, known, useComing(), arrive)
  useBack(selected, () => reveal(index))
  useFollow(selected, () => known >= 0 && reveal(known))
  useCarried(() => reveal(index))
  const under = started && !selected ? tickets[index] : undefined
  useStay(under?.id, () => reveal(index))

  useCommand('next', () => move(1))
  useCommand('previous', () => move(-1))
  useCommand('open', () => tickets[index] && onOpen(tickets[index].id, false), !selected)
  useCommand('toggleUnread', toggleItUnread)
  return {
    cursor: index,
    /** The ticket that the keys are on, while none is open. */
    under,
    put,
    onFocus,
  }
}

/** A list that comes in place of another, such as a board for rows, has the keys where they were in that. */
function useCarried(reveal: () => void): void {
  const latest = useEffectEvent(reveal)
  useEffect(() => {
    if (carriedKeys() === undefined) return
    dropCarriedKeys()
    return afterDrawing(() => isFocusFree() && latest())
  }, [])
}

/** A list knows its size, and draws its rows, a frame after it came. */
function afterDrawing(task: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(task)
  })
  return () => cancelAnimationFrame(frame)
}

/** A row that left the list had the focus with it: the one that moved up has it then. */
function useStay(under: string | undefined, reveal: () => void): void {
  const before = useRef(under)
  const latest = useEffectEvent(reveal)
  useEffect(() => {
    const left = before.current !== undefined && under !== undefined && before.current !== under
    before.current = under
    if (left && isFocusFree()) latest()
  }, [under])
}

/** Whoever comes back from a ticket is at its row, unless the focus is somewhere already. */
function useBack(selected: string | undefined, reveal: () => void): void {
  const before = useRef(selected)
  const latest = useEffectEvent(reveal)
  useEffect(() => {
    const came = before.current !== undefined && selected === undefined
    before.current = selected
    if (!came) return
    return afterDrawing(() => isFocusFree() && latest())
  }, [selected])
}

/** A ticket that was opened from elsewhere, such as the palette, while the focus is on another row: it comes along. */
function useFollow(selected: string | undefined, reveal: () => void): void {
  const latest = useEffectEvent(reveal)
  useEffect(() => {
    if (!selected) return
    return afterDrawing(() => {
      const row = document.activeElement?.getAttribute('data-ticket')
      if (row && row !== selected) latest()
    })
  }, [selected])
}
