import type { TicketSummary } from '@tessera/api'
import { create } from 'zustand'

/** The ticket that the keys are on in a list, while none is open: the palette acts on it as well. */
export const useUnderKeys = create<{ ticket: TicketSummary | undefined }>()(() => ({ ticket: undefined }))

let carried: string | undefined

/** The list is about to give way to another that shows the same: the keys go on with the ticket that they are on. */
export const carryKeys = () => void (carried = useUnderKeys.getState().ticket?.id)
export const carriedKeys = () => carried
export const dropCarriedKeys = () => void (carried = undefined)
