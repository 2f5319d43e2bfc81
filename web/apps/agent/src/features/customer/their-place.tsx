import type { Customer } from '@tessera/api'
import { useNow } from '@tessera/ui'
import { Clock, Languages } from 'lucide-react'
import { t, LOCALE } from '@/shared/i18n'
import { languageName } from '@/shared/i18n/language-name'
import { Fact } from './fact'

/** Which language somebody speaks, and what time it is where they are. */
export function TheirPlace({ language, time_zone }: Pick<Customer, 'language' | 'time_zone'>) {
  const time = useTimeIn(time_zone)
  return (
    <>
      {language && (
        <Fact icon={<Languages size={14} aria-hidden="true" />}>
          <span className="text-strong">{languageName(language)}</span>
        </Fact>
      )}
      {time && (
        <Fact icon={<Clock size={14} aria-hidden="true" />}>
          <span className="truncate text-strong" title={time_zone ?? undefined}>
            {t('customer.timeThere', { time })}
          </span>
        </Fact>
      )}
    </>
  )
}

/** Null for no zone, and for one that the browser does not know. */
function useTimeIn(zone: string | null): string | null {
  const now = useNow()
  if (!zone) return null
  try {
    return new Intl.DateTimeFormat(LOCALE, {
      weekday: 'short',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: zone,
    }).format(now)
  } catch {
    return null
  }
}
