import { Avatar, EmptyAvatar, PriorityIcon, UnreadTile, cn } from '@tessera/ui'
import { memo } from 'react'
import { t } from '@/shared/i18n'
import { TicketStatusIcon } from '@/shared/catalogue/status'
import { OthersOnTicket } from '@/shared/presence/others-on-ticket'
import { Age, DueTime, Snoozed, Tags } from './ticket-row'
import { type RowProps, useRow } from './use-row'

/** One ticket on a board. */
export const BoardCard = memo(function BoardCard(props: RowProps) {
  const { ticket, assignee, under } = props
  const { link, unread, touched } = useRow(props)
  return (
    <a
      {...link}
      className={cn(
        'relative flex h-full flex-col gap-1.5 rounded-control border p-2.5',
        link['data-picked']
          ? 'border-accent bg-accent-soft'
          : under
            ? 'border-line-strong bg-hover'
            : 'border-line bg-canvas hover:border-line-strong',
      )}
    >
      {touched && (
        <span key={touched} aria-hidden="true" className="pointer-events-none absolute inset-0 animate-tint" />
      )}
      <span className="relative flex items-center gap-1.5 text-xs text-quiet">
        <TicketStatusIcon ticket={ticket} />
        <span className="tabular-nums">{t('ticket.number', { number: ticket.number })}</span>
        <bdi className="min-w-0 flex-1 truncate">{ticket.requester.name || ticket.requester.email}</bdi>
        {unread && <UnreadTile label={t('list.unread')} />}
        <PriorityIcon priority={ticket.priority} label={t(`priority.${ticket.priority}`)} size={14} />
      </span>
      <span
        dir="auto"
        className={cn(
          'relative line-clamp-2 min-h-0 max-w-full flex-1 self-start text-sm leading-4.5 text-strong',
          unread ? 'font-semibold' : 'font-medium',
        )}
      >
        {ticket.subject}
      </span>
      <span className="relative flex h-4 items-center gap-2 text-xs text-quiet">
        {assignee ? <Avatar name={assignee} size={16} /> : <EmptyAvatar size={16} label={t('list.unassigned')} />}
        <OthersOnTicket ticketId={ticket.id} />
        {ticket.snoozed_until && <Snoozed until={ticket.snoozed_until} />}
        {ticket.due_at && <DueTime ticket={ticket} className="shrink-0" />}
        <span className="min-w-0 flex-1" />
        {/* Beside a due time there is room for the words of one. */}
        <Tags tags={ticket.tags} most={ticket.due_at ? 1 : 2} className="flex min-w-0 overflow-hidden" />
        <Age at={ticket.updated_at} className="" />
      </span>
    </a>
  )
})
