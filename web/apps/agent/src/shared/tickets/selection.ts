import type { TicketSummary } from '@tessera/api'
import { create } from 'zustand'

/** Which tickets of the list on the screen are chosen, to do one thing to all of them. */
export interface Selection {
  /** Checkboxes are shown: something is chosen, or is about to be. */
  picking: boolean
  ids: ReadonlySet<string>
  /** All that the view holds are chosen, also those that are not loaded; `ids` are then those left out. */
  everything: boolean
  /** Where a range begins, and where it ends so far. */
  anchor: string | null
  head: string | null
}

const NONE: Selection = { picking: false, ids: new Set(), everything: false, anchor: null, head: null }

export const useSelection = create<Selection>()(() => NONE)

export function isPicked({ ids, everything }: Selection, id: string): boolean {
  return ids.has(id) !== everything
}

export function startPicking(): void {
  useSelection.setState({ picking: true })
}

export function clearSelection(): void {
  useSelection.setState(NONE)
}

export function togglePicked(id: string): void {
  useSelection.setState((state) => {
    const ids = new Set(state.ids)
    if (!ids.delete(id)) ids.add(id)
    return { ids, picking: true, anchor: id, head: id }
  })
}

/** Chooses all from where the range began to this ticket; what an earlier end of the range had beyond it is let go. */
export function pickTo(order: readonly string[], id: string): void {
  useSelection.setState((state) => {
    const anchor = state.anchor !== null && order.includes(state.anchor) ? state.anchor : id
    const ids = new Set(state.ids)
    const put = (each: string, picked: boolean) => (picked !== state.everything ? ids.add(each) : ids.delete(each))
    if (state.head !== null) range(order, anchor, state.head).forEach((each) => put(each, false))
    range(order, anchor, id).forEach((each) => put(each, true))
    return { ids, picking: true, anchor, head: id }
  })
}

export function pickAll(order: readonly string[]): void {
  useSelection.setState({ ...NONE, picking: true, ids: new Set(order) })
}

export function pickEverything(): void {
  useSelection.setState({ ...NONE, picking: true, everything: true })
}

/** The chosen ones among those that are loaded; one that left the list is not chosen any more. */
export function pickedOf(selection: Selection, tickets: readonly TicketSummary[]): TicketSummary[] {
  return tickets.filter((ticket) => isPicked(selection, ticket.id))
}

function range(order: readonly string[], one: string, other: string): readonly string[] {
  const [from, to] = [order.indexOf(one), order.indexOf(other)].sort((a, b) => a - b) as [number, number]
  return from < 0 ? [] : order.slice(from, to + 1)
}
