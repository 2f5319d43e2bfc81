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

export function showToast(toast: Omit<ToastData, 'id'>): void {
  useToasts.setState(({ toasts }) => ({
    toasted: true,
    toasts: [...toasts, { ...toast, id: newId() }].slice(-MOST_AT_ONCE),
  }))
}
