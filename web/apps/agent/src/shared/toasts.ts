import { newId } from '@tessera/api'
import type { ToastData } from '@tessera/ui'
import { create } from 'zustand'

interface Toasts {
  toasts: ToastData[]
  /** There was one: what shows them has to be loaded. */
  toasted: boolean
  dismiss: (id: string) => void
}

const MOST_AT_ONCE = 3

export const useToasts = create<Toasts>()((set) => ({
  toasts: [],
  toasted: false,
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}))

/** `id`: to take it away again when it no longer holds; another of the same takes its place. */
export function showToast({ id = newId(), ...toast }: Omit<ToastData, 'id'> & { id?: string }): void {
  useToasts.setState(({ toasts }) => ({
    toasted: true,
    toasts: [...toasts.filter((each) => each.id !== id), { ...toast, id }].slice(-MOST_AT_ONCE),
  }))
}
