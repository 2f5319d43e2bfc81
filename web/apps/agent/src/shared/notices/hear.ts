import type { QueryClient } from '@tanstack/react-query'
import { usePreferences } from '@/shared/preferences'

/** A notice came: the list is asked again, and whoever wants a sound hears one. */
export function hearNotice(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['notices'] })
  if (usePreferences.getState().sound) void import('./chime').then(({ chime }) => chime())
}
