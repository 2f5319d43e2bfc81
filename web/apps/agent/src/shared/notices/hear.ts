import type { NoticeNew } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { usePreferences } from '@/shared/preferences'

/** A notice came: the list is asked again, and whoever wants a sound hears one, unless they want silence. */
export function hearNotice(client: QueryClient, { quiet }: Pick<NoticeNew, 'quiet'>): void {
  void client.invalidateQueries({ queryKey: ['notices'] })
  if (!quiet && usePreferences.getState().sound) void import('./chime').then(({ chime }) => chime())
}
