import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { create } from 'zustand'
import type { Typed } from '@/shared/fields/field-editor'
import { useOpenTicket } from '@/shared/tickets/use-open-ticket'

type TakenUp = { ticket: string; field: string; typed: Typed }

/** The field that somebody goes on with, of what was not saved. It opens by itself where its ticket is. */
export const useTakenUp = create<{ now: TakenUp | null }>()(() => ({ now: null }))

export const letGo = (): void => useTakenUp.setState({ now: null })

export function useTakeUp(): (what: TakenUp) => void {
  const open = useOpenTicket()
  const router = useRouter()
  return useCallback(
    (what) => {
      useTakenUp.setState({ now: what })
      if (!router.state.location.pathname.includes(what.ticket)) open(what.ticket)
    },
    [open, router],
  )
}
