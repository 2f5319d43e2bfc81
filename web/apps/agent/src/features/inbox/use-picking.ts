import type { TicketSummary } from '@tessera/api'
import { isFocusFree } from '@tessera/ui'
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { useCommand } from '@/shared/hotkeys'
import { clearSelection, pickAll, pickTo, togglePicked, useSelection } from '@/shared/tickets/selection'

/** The keys that choose: X the ticket under the cursor, Shift with a movement a range, Escape lets all go. */
export function usePicking(
  tickets: TicketSummary[],
  cursor: number,
  reveal: (index: number) => void,
  enabled: boolean,
): void {
  const picking = useSelection((state) => state.picking)

  useEffect(() => clearSelection, [])
  // What was chosen has left the list, all of it: closed perhaps, by these keys.
  const left = useSelection(
    ({ ids, everything }) => !everything && ids.size > 0 && !tickets.some((ticket) => ids.has(ticket.id)),
  )
  useEffect(() => {
    if (left) clearSelection()
  }, [left])
  // The bar that had the focus is gone with what was chosen.
  const before = useRef(picking)
  const goOn = useEffectEvent(() => isFocusFree() && reveal(cursor))
  useEffect(() => {
    if (before.current && !picking) goOn()
    before.current = picking
  }, [picking])

  function extend(step: 1 | -1) {
    const { head, picking: begun } = useSelection.getState()
    const ids = tickets.map((ticket) => ticket.id)
    const at = begun && head !== null && ids.includes(head) ? ids.indexOf(head) : cursor
    if (!begun) togglePicked(ids[at]!)
    const to = Math.max(0, Math.min(ids.length - 1, at + step))
    pickTo(ids, ids[to]!)
    reveal(to)
  }
  useCommand('select', () => tickets[cursor] && togglePicked(tickets[cursor].id), enabled)
  useCommand('selectNext', () => extend(1), enabled)
  useCommand('selectPrevious', () => extend(-1), enabled)
  useCommand('selectAll', () => pickAll(tickets.map((ticket) => ticket.id)), enabled)
  useCommand('back', clearSelection, enabled && picking)
}

/** Chooses all up to a row of the list as it stands then: the same function always, so that no row is drawn anew for it. */
export function usePickTo(tickets: TicketSummary[]): (id: string) => void {
  const listed = useRef(tickets)
  useLayoutEffect(() => {
    listed.current = tickets
  })
  return useCallback((id) => {
    const order = listed.current.map((ticket) => ticket.id)
    pickTo(order, id)
  }, [])
}
