import type { Activity, TicketDetail } from '@tessera/api'
import { Button, IconButton, formatExact } from '@tessera/ui'
import { ChevronLeft, ChevronRight, History } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useCommand } from '@/shared/hotkeys'
import { t, LOCALE } from '@/shared/i18n'
import { momentsOf } from '@/shared/tickets/use-past'
import { useSentences } from './use-sentences'

type Props = {
  ticket: TicketDetail
  at: string
  failed: boolean
  onLook: (at: string | null) => void
}

/** Goes through what happened, step by step; until one leaves, nothing can be changed. */
export function AsOfBar({ ticket, at, failed, onLook }: Props) {
  const moments = momentsOf(ticket)
  const place = Math.max(0, moments.indexOf(at))
  const step = (by: 1 | -1) => onLook(moments[Math.min(moments.length - 1, Math.max(0, place + by))]!)
  useCommand('back', () => onLook(null))
  const slider = useRef<HTMLInputElement>(null)
  // The arrow keys go through time.
  useEffect(() => slider.current?.focus(), [])
  const when = formatExact(at, LOCALE)
  return (
    <section
      aria-label={t('asOf.label')}
      data-testid="as-of"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-side px-5 py-2"
    >
      <History size={15} aria-hidden="true" className="shrink-0 text-icon" />
      <p role="status" className="min-w-48 flex-1">
        <span className="font-medium text-strong">{t('asOf.at', { when })}</span>
        <span className="block truncate text-xs text-quiet">
          {failed ? t('asOf.failed') : <What ticket={ticket} at={at} />}
        </span>
      </p>
      <span className="flex items-center gap-1 max-md:w-full">
        <IconButton icon={ChevronLeft} label={t('asOf.earlier')} disabled={place === 0} onClick={() => step(-1)} />
        <input
          ref={slider}
          type="range"
          aria-label={t('asOf.moment')}
          aria-valuetext={when}
          min={0}
          max={moments.length - 1}
          value={place}
          onChange={(event) => onLook(moments[Number(event.target.value)]!)}
          className="h-8 w-40 rounded-sm accent-accent max-md:flex-1 pointer-coarse:h-11"
        />
        <IconButton
          icon={ChevronRight}
          label={t('asOf.later')}
          disabled={place === moments.length - 1}
          onClick={() => step(1)}
        />
        <Button size="sm" onClick={() => onLook(null)}>
          {t('asOf.now')}
        </Button>
      </span>
    </section>
  )
}

/** What happened at that moment. */
function What({ ticket, at }: { ticket: TicketDetail; at: string }) {
  const entry = ticket.entries.items.findLast((each) => each.created_at === at)
  if (!entry) return null
  return entry.entry === 'activity' ? (
    <Sentences activity={entry} />
  ) : (
    <>{t(entry.kind === 'note' ? 'asOf.noted' : 'asOf.wrote', { name: entry.author_name })}</>
  )
}

function Sentences({ activity }: { activity: Activity }) {
  return <>{useSentences(activity).join(' · ')}</>
}
