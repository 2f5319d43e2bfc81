import type { View } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { useServices } from '@/shared/services'

export const SAVED_VIEWS = ['views'] as const
const MINUTE = 60_000
const NONE: View[] = []

/** The views that this agent may see, in the agent's own order. */
export function useSavedViews(): View[] {
  const { api } = useServices()
  return useQuery({ queryKey: SAVED_VIEWS, queryFn: () => api.views(), staleTime: MINUTE }).data?.items ?? NONE
}

export function useSavedView(id: string | null): View | undefined {
  const views = useSavedViews()
  return views.find((view) => view.id === id)
}
