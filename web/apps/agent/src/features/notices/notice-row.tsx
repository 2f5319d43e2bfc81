import type { Notice } from '@tessera/api'
import { Avatar, RelativeTime, UnreadTile, cn } from '@tessera/ui'
import {
  AlarmClock,
  AtSign,
  CircleDashed,
  CircleUser,
  Inbox,
  Layers,
  type LucideIcon,
  MailWarning,
  MessageSquare,
  NotebookPen,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { registry } from '@/shared/hotkeys'
import { t, LOCALE } from '@/shared/i18n'
import { useWantedJob } from '@/shared/jobs/wanted'
import type { NoticeGroup } from '@/shared/notices/notices'
import { ToTicket } from '@/shared/tickets/to-ticket'
import { useJobName } from './use-job-name'
import { useSentence } from './use-sentence'

const ICONS: Record<Notice['kind'], LucideIcon> = {
  assigned: CircleUser,
  mentioned: AtSign,
  customer_replied: MessageSquare,
  colleague_wrote: NotebookPen,
  new_ticket: Inbox,
  woke: AlarmClock,
  reply_failed: MailWarning,
  status_kept: CircleDashed,
  job_finished: Layers,
}

const row = 'flex min-w-0 flex-1 min-h-14 items-center gap-3 px-2 py-2 text-start focus-visible:-outline-offset-2'

/** What one is told of one ticket, and the way to it. */
export function NoticeRow({ group, onOpen }: { group: NoticeGroup; onOpen: () => void }) {
  const { newest } = group
  const { ticket, message, job } = newest
  const jobName = useJobName(newest)
  if (!ticket)
    return (
      <button
        type="button"
        data-notice
        className={row}
        onClick={() => {
          onOpen()
          useWantedJob.setState({ id: job?.id ?? null })
          registry.run('jobs')
        }}
      >
        <Content group={group}>{jobName && <Headline group={group}>{jobName}</Headline>}</Content>
      </button>
    )
  return (
    <ToTicket data-notice ticketId={ticket.id} hash={message?.id} onClick={onOpen} className={row}>
      <Content group={group}>
        <Headline group={group}>{ticket.subject}</Headline>
        <span className="shrink-0 text-xs text-quiet tabular-nums">#{ticket.number}</span>
      </Content>
    </ToTicket>
  )
}

/** What it is about, heavier as long as it is unread. */
function Headline({ group, children }: { group: NoticeGroup; children: string }) {
  return (
    <span dir="auto" className={cn('truncate text-strong', group.unread > 0 ? 'font-semibold' : 'font-medium')}>
      {children}
    </span>
  )
}

function Content({ group, children }: { group: NoticeGroup; children?: ReactNode }) {
  const sentence = useSentence()
  const { newest, notices, unread } = group
  const Icon = ICONS[newest.kind]
  return (
    <>
      <span className="flex w-2 shrink-0 justify-center">
        {unread > 0 && <UnreadTile label={t('notices.isUnread')} />}
      </span>
      <span className="relative shrink-0">
        <Avatar name={newest.actor.name} size={32} title={false} />
        <span className="absolute -end-2 -bottom-2 inline-flex size-4.5 items-center justify-center rounded-full bg-canvas text-icon">
          <Icon size={12} strokeWidth={2} aria-hidden="true" />
        </span>
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        {children && <span className="flex min-w-0 items-baseline gap-2">{children}</span>}
        <span
          dir="auto"
          className={cn(
            'line-clamp-3 max-w-full self-start [overflow-wrap:anywhere]',
            children ? 'text-quiet' : 'font-medium text-strong',
          )}
        >
          {sentence(newest)}
          {notices.length > 1 && <span> {t('notices.more', { count: notices.length - 1 })}</span>}
        </span>
      </span>
      <span className="min-w-6 shrink-0 self-start pt-0.5 text-end text-xs text-quiet tabular-nums">
        <RelativeTime at={newest.at} justNow={t('time.now')} locale={LOCALE} />
      </span>
    </>
  )
}
