import type { Client, NoticePreferences, SaveNoticePreferences } from '@tessera/api'
import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'

export const PREFERENCES = ['notice-preferences'] as const

export const preferencesQuery = (api: Client) => queryOptions({ queryKey: PREFERENCES, queryFn: api.noticePreferences })

/** Shows at once what was chosen, and takes it back with the reason if the server does not want it. */
export function useChoosePreferences(): (choice: SaveNoticePreferences) => Promise<void> {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  return async (choice) => {
    const before = client.getQueryData<NoticePreferences>(PREFERENCES)
    try {
      await savePreferences(api, client, choice)
    } catch (error) {
      client.setQueryData(PREFERENCES, before)
      explain(outcomeOf(error))
    }
  }
}

export async function savePreferences(api: Client, client: QueryClient, choice: SaveNoticePreferences): Promise<void> {
  // An answer that was asked for before this does not know of it.
  await client.cancelQueries({ queryKey: PREFERENCES })
  client.setQueryData<NoticePreferences>(PREFERENCES, (before) => before && withChoice(before, choice))
  client.setQueryData<NoticePreferences>(PREFERENCES, await api.saveNoticePreferences(choice))
}

function withChoice(before: NoticePreferences, { channels, quiet }: SaveNoticePreferences): NoticePreferences {
  return {
    channels: { ...before.channels, ...channels },
    quiet: quiet ? { ...quiet, now: before.quiet.now } : before.quiet,
  }
}
