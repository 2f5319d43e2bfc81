import '@/shared/i18n/settings'
import type { Client } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { LOCALE, t } from '@/shared/i18n'
import { formatWhen } from '@/shared/time/format'
import { inTurn } from '@/shared/tickets/use-deed'
import type { useUndo } from '@/shared/tickets/use-undo'
import { showToast } from '@/shared/toasts'
import { preferencesQuery, savePreferences } from './preferences'

const HOUR_MS = 3_600_000

/** Silence for an hour, or its end. */
export async function toggleQuiet(
  api: Client,
  client: QueryClient,
  tell: ReturnType<typeof useUndo>['tell'],
): Promise<void> {
  try {
    const { quiet } = await client.fetchQuery({ ...preferencesQuery(api), staleTime: 0 })
    const ends = quiet.until !== null && Date.parse(quiet.until) > Date.now()
    const until = ends ? null : new Date(Date.now() + HOUR_MS).toISOString()
    const put = (time: string | null) =>
      savePreferences(api, client, { quiet: { until: time, off_hours: quiet.off_hours } })
    const text = until ? t('quiet.until', { when: formatWhen(until, Date.now(), LOCALE) }) : t('quiet.ended')
    const outcome = await inTurn(
      () => put(until),
      () => put(quiet.until),
    )
    tell(text, outcome, () => void toggleQuiet(api, client, tell))
  } catch {
    showToast({ tone: 'danger', text: t('error.unreachableChange') })
  }
}
