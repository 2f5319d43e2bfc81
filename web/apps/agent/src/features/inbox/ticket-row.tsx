import type { TicketSummary } from '@tessera/api'
import { Avatar, DueMark, EmptyAvatar, PriorityIcon, RelativeTime, Tag, UnreadTile, cn, useNow } from '@tessera/ui'
import { BellOff, Reply } from 'lucide-react'
import { memo } from 'react'
import { useTags } from '@/shared/catalogue/queries'
import { TicketStatusIcon } from '@/shared/catalogue/status'
import { dueText } from '@/shared/fields/due-text'
import { LOCALE, t } from '@/shared/i18n'
import { OthersOnTicket } from '@/shared/presence/others-on-ticket'
import { dueOf } from '@/shared/time/due'
import { formatWhen } from '@/shared/time/format'
import { type RowProps, rowLook, useRow } from './use-row'

/** One ticket: what state it is in, what it is about, who asks, how long ago, and whose it is. */
export const TicketRow = memo(function TicketRow(props: RowProps) {
  const { ticket, assignee, onRange } = props
  const { link, unread, picking, touched } = useRow(props)
  return (
    <a {...link} className={cn(rowLook(props, link), 'group pe-4')}>
      {touched && (
        <span key={touched} aria-hidden="true" className="pointer-events-none absolute inset-0 animate-tint" />
      )}
      <span className="relative flex w-5 shrink-0 justify-center">
        {unread && <UnreadTile label={t('list.unread')} />}
      </span>
      <span
        className={cn(
          'relative me-2.5 flex flex-col self-stretch pt-[calc((var(--row-height)-38px)/2+2px)] compact:justify-center compact:pt-0',
          picking && 'invisible',
          onRange && 'pointer-fine:group-hover/row:invisible',
        )}
      >
        <TicketStatusIcon ticket={ticket} />
      </span>
      <span className="relative flex min-w-0 flex-1 flex-col justify-center compact:flex-row compact:items-center compact:justify-start compact:gap-2 compact:pe-13">
        <span className="flex min-w-0 items-baseline gap-3 compact:flex-1">
          {/* As wide as its words: in whichever direction they run, they begin beside the status. */}
          <span className="flex min-w-0 flex-1 text-sm">
            <span dir="auto" className={cn('truncate text-strong', unread ? 'font-semibold' : 'font-medium')}>
              {ticket.subject}
            </span>
          </span>
          <Age
            at={ticket.updated_at}
            className="compact:absolute compact:inset-y-0 compact:end-0 compact:flex compact:items-center"
          />
        </span>
        <span className="flex min-w-0 items-center gap-2 text-xs text-quiet compact:max-w-[55%]">
          <span className="flex min-w-0 flex-1 compact:max-w-24">
            {/* Each is cut at its own end; the name says in which direction they follow. */}
            <span dir="auto" className="flex min-w-0">
              <span className="max-w-[42cqi] shrink-0 truncate text-body compact:max-w-full compact:shrink">
                {ticket.requester.name || ticket.requester.email}
              </span>
              {ticket.preview && (
                // Where there is no room for its words, their mark does not stand there alone.
                <span className="flex min-w-0 overflow-hidden compact:hidden">
                  <span className="shrink-0">
                    <Turn by={ticket.last_message_by} />
                  </span>
                  <bdi className="min-w-0 truncate">{ticket.preview}</bdi>
                </span>
              )}
            </span>
          </span>
          <OthersOnTicket ticketId={ticket.id} />
          {ticket.tags.length > 0 && <Tags tags={ticket.tags} />}
          {ticket.snoozed_until && <Snoozed until={ticket.snoozed_until} />}
          {ticket.due_at && <DueTime ticket={ticket} className="compact:@max-md:[&>span]:sr-only" />}
          <PriorityIcon priority={ticket.priority} label={t(`priority.${ticket.priority}`)} size={14} />
          {assignee ? <Avatar name={assignee} size={16} /> : <EmptyAvatar size={16} label={t('list.unassigned')} />}
        </span>
      </span>
    </a>
  )
})

export function Age({ at, className }: { at: string; className: string }) {
  return (
    <RelativeTime
      at={at}
      justNow={t('time.now')}
      locale={LOCALE}
      className={cn('shrink-0 text-2xs text-quiet tabular-nums', className)}
    />
  )
}

/** Whether the newest message was ours. */
function Turn({ by }: { by: TicketSummary['last_message_by'] }) {
  return by === 'agent' ? (
    <Reply size={12} aria-hidden="true" className="mx-1 inline align-[-2px]" />
  ) : (
    <span className="mx-1">·</span>
  )
}

const SHOWN_TAGS = 2

type TagsProps = { tags: string[]; most?: number; className?: string }

/** The first tags, where the list is wide enough for them. */
export function Tags({ tags: held, most = SHOWN_TAGS, className = 'hidden shrink-0 @md:flex' }: TagsProps) {
  const { shown, colourOf } = useTags()
  const tags = shown(held)
  if (tags.length === 0) return null
  return (
    <span className={cn('items-center gap-1 whitespace-nowrap', className)} title={tags.join(', ')}>
      {tags.slice(0, most).map((tag) => (
        <Tag key={tag} name={tag} colour={colourOf(tag)} className="h-4 max-w-20 min-w-0 shrink px-1" />
      ))}
      {tags.length > most && (
        <span dir="ltr" className="shrink-0 text-2xs">
          +{tags.length - most}
        </span>
      )}
    </span>
  )
}

export function Snoozed({ until }: { until: string }) {
  const now = useNow()
  const label = t('list.snoozed', { when: formatWhen(until, now, LOCALE) })
  return (
    <span role="img" aria-label={label} title={label} className="shrink-0">
      <BellOff size={13} aria-hidden="true" />
    </span>
  )
}

export function DueTime({ ticket, className = '' }: { ticket: TicketSummary; className?: string }) {
  const due = dueOf(ticket, useNow())
  return due && <DueMark state={due.state} share={due.share} text={dueText(due)} className={className} />
}
