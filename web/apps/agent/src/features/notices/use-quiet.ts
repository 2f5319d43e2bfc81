import '@/shared/i18n/pages'
import { useQuery } from '@tanstack/react-query'
import { useNow } from '@tessera/ui'
import { workingHoursQuery } from '@/shared/hours/query'
import { restAt } from '@/shared/hours/rest'
import { LOCALE, t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { formatWhen } from '@/shared/time/format'
import { preferencesQuery } from './preferences'

export interface Quiet {
  /** In words, until when. */
  text: string
  /** One asked for it, and can end it: working hours end by themselves. */
  byHand: boolean
}

/** Whether one is not to be disturbed: for as long as one asked, and outside of working hours if one wants that. */
export function useQuiet(): Quiet | null {
  const { api } = useServices()
  const { data } = useQuery(preferencesQuery(api))
  const offHours = data?.quiet.off_hours ?? false
  const { data: own } = useQuery({ ...workingHoursQuery(api), enabled: offHours })
  const now = useNow()
  const when = (at: number) => formatWhen(new Date(at).toISOString(), now, LOCALE)

  const asked = Date.parse(data?.quiet.until ?? '')
  const byHand = asked > now
  const rest = offHours && own?.working_hours ? restAt(own.working_hours, byHand ? asked : now) : null
  if (rest)
    return { text: rest.until === null ? t('quiet.noWork') : t('quiet.untilWork', { when: when(rest.until) }), byHand }
  return byHand ? { text: t('quiet.until', { when: when(asked) }), byHand } : null
}
