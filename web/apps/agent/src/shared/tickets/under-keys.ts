import type { TicketSummary } from '@tessera/api'
import { create } from 'zustand'

/** The ticket that the keys are on in a list, while none is open: the palette acts on it as well. */
export const useUnderKeys = create<{ ticket: TicketSummary | undefined }>()(() => ({ ticket: undefined }))
