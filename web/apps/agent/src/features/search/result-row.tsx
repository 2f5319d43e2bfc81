import type { SearchItem, SearchPart } from '@tessera/api'
import { Avatar, EmptyAvatar, PriorityIcon, RelativeTime, StatusIcon } from '@tessera/ui'
import { Paperclip, StickyNote } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { Marked } from './marked'

type Props = { item: SearchItem; href: string; assignee: string | undefined; onOpen: (id: string) => void }

/** A ticket, and the places in it that were found. */
export function ResultRow({ item, href, assignee, onOpen }: Props) {
  const { ticket, highlights } = item
  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(ticket.id)
  }
  return (
    <a
      href={href}
      onClick={open}
      data-testid="search-result"
      data-ticket={ticket.id}
      className="flex gap-3 border-b border-line px-5 py-3 outline-offset-[-2px] hover:bg-hover focus-visible:bg-hover"
    >
      <span className="pt-0.5">
        <StatusIcon status={ticket.status} label={t(`status.${ticket.status}`)} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0 text-xs text-quiet tabular-nums">#{ticket.number}</span>
          <span className="flex min-w-0 flex-1 text-sm font-medium text-strong">
            <span dir="auto" className="truncate">
              {highlights.subject.length > 0 ? <Marked parts={highlights.subject} /> : ticket.subject}
            </span>
          </span>
          <RelativeTime
            at={ticket.updated_at}
            justNow={t('time.now')}
            locale={LOCALE}
            className="shrink-0 text-2xs text-quiet tabular-nums"
          />
        </span>
        {highlights.messages.length > 0 ? (
          highlights.messages.slice(0, 2).map((each) => (
            <Line
              key={each.message_id}
              icon={each.kind === 'note' && <StickyNote size={13} aria-hidden="true" />}
              kind={each.kind === 'note' && t('ticket.internalNote')}
            >
              <Marked parts={each.parts} />
            </Line>
          ))
        ) : (
          <Line>{ticket.preview}</Line>
        )}
        {highlights.files.map((parts, index) => (
          <Line key={index} icon={<Paperclip size={13} aria-hidden="true" />}>
            <Marked parts={parts} />
          </Line>
        ))}
        <span className="flex min-w-0 items-center gap-2 text-xs text-quiet">
          <bdi className="min-w-0 flex-1 truncate">
            {highlights.requester.length > 0 ? (
              <Marked parts={ticket.requester.name ? highlights.requester : addressAlone(highlights.requester)} />
            ) : (
              ticket.requester.name || ticket.requester.email
            )}
          </bdi>
          <PriorityIcon priority={ticket.priority} label={t(`priority.${ticket.priority}`)} size={14} />
          {assignee ? <Avatar name={assignee} size={16} /> : <EmptyAvatar size={16} label={t('list.unassigned')} />}
        </span>
      </span>
    </a>
  )
}

/** Who has no name is found by `<address>`. */
export function addressAlone(parts: SearchPart[]): SearchPart[] {
  return parts
    .map((part) => ({ ...part, text: part.text.replace(/[<>]/g, '') }))
    .filter(({ text }) => text.trim() !== '')
}

type LineProps = { icon?: ReactNode; kind?: ReactNode; children: ReactNode }

/** What is told of it stands outside of its words: these alone say in which direction they run. */
function Line({ icon, kind, children }: LineProps) {
  return (
    <span className="flex min-w-0 items-start gap-1.5 text-xs text-body">
      {icon && <span className="mt-0.5 shrink-0 text-icon">{icon}</span>}
      {kind && <span className="sr-only">{kind}: </span>}
      <bdi className="line-clamp-2 min-w-0 flex-1 break-words">{children}</bdi>
    </span>
  )
}
