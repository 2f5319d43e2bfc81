import '@/shared/i18n/pages'
import type { ScheduledReply } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, EmptyState, formatExact, useNow } from '@tessera/ui'
import { CircleAlert, Clock } from 'lucide-react'
import { t, LOCALE } from '@/shared/i18n'
import { mend } from '@/shared/messages/mending'
import { useThen } from '@/shared/messages/use-then'
import { useWaiting } from '@/shared/messages/use-waiting'
import { SCHEDULED } from '@/shared/messages/waiting'
import { WhyUnsent } from '@/shared/messages/why-unsent'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useServices } from '@/shared/services'
import { knownTicket } from '@/shared/tickets/cache'
import { useOpenTicket } from '@/shared/tickets/use-open-ticket'
import { formatWhen } from '@/shared/time/format'
import { UnsentRow } from './unsent-row'

/** One's own replies that wait for their time, the first to go first; those that could not go out stand before. */
export function ScheduledPage() {
  const { api } = useServices()
  const list = useQuery({ queryKey: SCHEDULED, queryFn: async () => (await api.scheduled()).items })
  return (
    <Page title={t('unsent.scheduledTitle')}>
      {list.isPending && <RowsSkeleton />}
      {list.isError && !list.data && <LoadFailed onRetry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <EmptyState mosaic="done" title={t('unsent.noneScheduled')} text={t('unsent.noneScheduledText')} />
      )}
      {list.data && list.data.length > 0 && (
        <ul className="border-t border-line">
          {list.data.map((reply) => (
            <Row key={reply.message.id} reply={reply} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function Row({ reply: { ticket_id: ticketId, message } }: { reply: ScheduledReply }) {
  const now = useNow()
  const { sendNow, takeBack } = useWaiting(ticketId, message)
  const open = useOpenTicket()
  const client = useQueryClient()
  /** Where it stands, with what it answers in sight. */
  function edit() {
    mend(ticketId, message)
    open(ticketId)
  }
  /** Its composer is not in sight from here. */
  function take() {
    const ticket = knownTicket(client, ticketId)
    takeBack({
      detail: ticket && `#${ticket.number} ${ticket.subject}`,
      action: { label: t('waiting.open'), run: () => open(ticketId) },
    })
  }
  const then = useThen(message)
  const at = message.send_at ?? message.created_at
  const due = Date.parse(at) < now
  return (
    <UnsentRow
      ticketId={ticketId}
      text={message.text}
      time={
        message.delivery === 'unsent' ? (
          <span className="inline-flex items-center gap-1 text-danger-text" title={formatExact(at, LOCALE)}>
            <CircleAlert size={12} aria-hidden="true" />
            <WhyUnsent message={message} />
          </span>
        ) : (
          <span className="inline-flex items-center gap-1" title={formatExact(at, LOCALE)}>
            <Clock size={12} aria-hidden="true" />
            {then(t(due ? 'waiting.due' : 'waiting.until', { when: formatWhen(at, now, LOCALE) }))}
          </span>
        )
      }
    >
      <Button size="sm" onClick={sendNow}>
        {t('waiting.sendNow')}
      </Button>
      <Button size="sm" variant="ghost" onClick={edit}>
        {t('action.edit')}
      </Button>
      <Button size="sm" variant="ghost" onClick={take}>
        {t('waiting.takeBack')}
      </Button>
    </UnsentRow>
  )
}
