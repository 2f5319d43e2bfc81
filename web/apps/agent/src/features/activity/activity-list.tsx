import type { TicketDeed } from '@tessera/api'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '@/shared/hotkeys'
import { ActivityRow } from './activity-row'
import { type Doing, grouped } from './grouped'
import { useSaid } from './use-said'

/** Deeds under each other; `most` shows only the newest so many. */
export function ActivityList({ deeds, most }: { deeds: readonly TicketDeed[]; most?: number }) {
  const { t } = useTranslation()
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

/** J and K go from ticket to ticket within what this is given to. */
export function useActivityKeys() {
  const frame = useRef<HTMLDivElement>(null)
  const move = (by: 1 | -1) => {
    const links = [...(frame.current?.querySelectorAll<HTMLElement>('[data-activity]') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useCommand('next', () => move(1))
  useCommand('previous', () => move(-1))
  return frame
}
