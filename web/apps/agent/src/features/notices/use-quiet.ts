import '@/shared/i18n/pages'
import { useQuery } from '@tanstack/react-query'
import { useNow } from '@tessera/ui'
import { LOCALE, t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { formatWhen } from '@/shared/time/format'
import { preferencesQuery } from './preferences'

/** In words, until when one asked not to be disturbed; null once that is over. */
export function useQuiet(): string | null {
  const { data } = useQuery(preferencesQuery(useServices().api))
  const now = useNow()
  const until = data?.quiet.until
  return until && Date.parse(until) > now ? t('quiet.until', { when: formatWhen(until, now, LOCALE) }) : null
}
