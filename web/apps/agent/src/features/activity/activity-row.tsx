import type { TicketDeed } from '@tessera/api'
import { Avatar, Mark, RelativeTime } from '@tessera/ui'
import { t, LOCALE } from '@/shared/i18n'
import { ToTicket } from '@/shared/tickets/to-ticket'
import type { Doing } from './grouped'

const SHOWN = 3

/** Who did what, to which tickets, and when. `said` is what, in words. */
export function ActivityRow({ doing, said }: { doing: Doing; said: string }) {
  const { newest, tickets } = doing
  return (
    <li data-testid="activity" className="flex min-h-12 items-start gap-3 border-b border-line py-2.5 last:border-b-0">
      <Face {...newest.actor} />
      <div className="min-w-0 flex-1">
        <p className="text-body">
          <bdi className="font-medium text-strong">{newest.actor.name || t('deed.somebody')}</bdi> {said}
        </p>
        {tickets.slice(0, SHOWN).map((ticket) => (
          <TicketLink key={ticket.id} ticket={ticket} seq={newest.seq} />
        ))}
        {tickets.length > SHOWN && (
          <p className="text-xs text-quiet">{t('deed.more', { count: tickets.length - SHOWN })}</p>
        )}
      </div>
      <span className="shrink-0 pt-0.5 text-xs text-quiet tabular-nums">
        <RelativeTime at={newest.at} justNow={t('time.now')} locale={LOCALE} />
      </span>
    </li>
  )
}

/** Nobody did what the system did: it has our mark, not a person's tile. */
function Face({ type, name }: TicketDeed['actor']) {
  if (type !== 'system') return <Avatar name={name || t('deed.somebody')} size={24} title={false} />
  return (
    <span className="flex size-6 shrink-0 items-center justify-center rounded-tile border border-line">
      <Mark size={14} />
    </span>
  )
}

function TicketLink({ ticket, seq }: { ticket: TicketDeed['ticket']; seq: number }) {
  return (
    <ToTicket
      data-activity
      ticketId={ticket.id}
      among={String(seq)}
      className="flex min-w-0 items-baseline gap-1.5 rounded-sm text-quiet underline-offset-2 touch-target hover:text-strong hover:underline"
    >
      <span className="shrink-0 text-xs tabular-nums">#{ticket.number}</span>
      <bdi className="truncate">{ticket.subject}</bdi>
    </ToTicket>
  )
}
