import '@/shared/i18n/settings'
import type { Client } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { LOCALE, t } from '@/shared/i18n'
import { formatWhen } from '@/shared/time/format'
import { showToast } from '@/shared/toasts'
import { preferencesQuery, savePreferences } from './preferences'

const HOUR_MS = 3_600_000
const TOAST = 'quiet'

/** Silence for an hour, or its end. */
export async function toggleQuiet(api: Client, client: QueryClient): Promise<void> {
  try {
    const { quiet } = await client.fetchQuery({ ...preferencesQuery(api), staleTime: 0 })
    const ends = quiet.until !== null && Date.parse(quiet.until) > Date.now()
    const until = ends ? null : new Date(Date.now() + HOUR_MS).toISOString()
    await savePreferences(api, client, { quiet: { until, off_hours: quiet.off_hours } })
    const text = until ? t('quiet.until', { when: formatWhen(until, Date.now(), LOCALE) }) : t('quiet.ended')
    showToast({ id: TOAST, text, action: { label: t('action.undo'), run: () => void toggleQuiet(api, client) } })
  } catch {
    showToast({ tone: 'danger', text: t('error.unreachableChange') })
  }
}
