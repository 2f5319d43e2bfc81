import type { TicketDeed } from '@tessera/api'
import { t } from '@/shared/i18n'
import { ActivityRow } from './activity-row'
import { type Doing, grouped } from './grouped'
import { useSaid } from './use-said'

/** Deeds under each other; `most` shows only the newest so many. */
export function ActivityList({ deeds, most }: { deeds: readonly TicketDeed[]; most?: number }) {
  const said = useSaid()
  const doings = grouped(deeds, said).slice(0, most)
  const words = (doing: Doing) => [...new Set(doing.deeds.map(said).reverse())].join(t('deed.and'))
  return (
    <ul aria-label={t('activityPage.title')}>
      {doings.map((doing) => (
        <ActivityRow key={doing.newest.seq} doing={doing} said={words(doing)} />
      ))}
    </ul>
  )
}
