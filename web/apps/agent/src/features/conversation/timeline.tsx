import type { TicketDetail } from '@tessera/api'
import { Button } from '@tessera/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { t } from '@/shared/i18n'
import { useWentOut } from '@/shared/messages/mending'
import { type Outgoing, useOutbox } from '@/shared/messages/outbox'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { keys } from '@/shared/tickets/cache'
import { withEarlier } from '@/shared/tickets/entries'
import { useMe } from '@/shared/tickets/queries'
import { usePlaced } from '@/shared/tickets/use-placed'
import { Activities } from './activities'
import { type TimelineItem, groupEntries, isWaiting } from './group-entries'
import { MessageView } from './message-view'
import { OutgoingView } from './outgoing-view'
import { AnsweredAbove } from './thread'
import { useReadingPlace } from './use-reading-place'
import { WaitingView } from './waiting-view'

/** `at`: the time as of which the ticket is shown, if not as it is. */
type Props = { ticket: TicketDetail; at: string | null; onEdit: (message: Outgoing) => void }

/** The conversation: oldest first, opened where the newest message begins. */
export function Timeline({ ticket, at, onEdit }: Props) {
  const items = useMemo(() => groupEntries(ticket.entries.items), [ticket.entries.items])
  useWentOut(ticket)
  const waiting = ticket.entries.items.filter(isWaiting)
  const outbox = useOutbox((state) => state.messages)
  const me = useMe().id
  const label = usePlaced(t('ticket.conversation'))
  const outgoing = outbox.filter((message) => message.ticketId === ticket.id && message.author === me)
  const { scroller, content, keepPlace } = useReadingPlace(`${ticket.entries.items.at(-1)?.id} ${outgoing.length}`)
  return (
    <div
      ref={scroller}
      // A region that scrolls has to be reachable by keyboard; what is only read aloud in it lies in it, and makes no page higher.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={label}
      data-testid="conversation"
      className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain outline-offset-[-2px]"
    >
      <div ref={content} className="mx-auto flex max-w-[calc(var(--measure)+44px)] flex-col px-4 py-3 md:px-6">
        {ticket.entries.next_cursor && (
          <Earlier ticket={ticket} at={at} cursor={ticket.entries.next_cursor} onLoaded={keepPlace} />
        )}
        {items.map((item) => (
          <Item key={keyOf(item)} item={item} ticketId={ticket.id} />
        ))}
        {waiting.map((message) => (
          <WaitingView key={message.id} message={message} ticketId={ticket.id} />
        ))}
        {outgoing.map((message) => (
          <OutgoingView key={message.id} message={message} ticket={ticket} onEdit={onEdit} />
        ))}
      </div>
    </div>
  )
}

const keyOf = (item: TimelineItem) =>
  item.kind === 'message' ? item.message.id : item.kind === 'answers' ? item.answers[0]!.id : item.activities[0]!.id

function Item({ item, ticketId }: { item: TimelineItem; ticketId: string }) {
  if (item.kind === 'message') return <MessageView message={item.message} answers={item.answers} ticketId={ticketId} />
  if (item.kind === 'answers') return <AnsweredAbove answers={item.answers} head={item.head} />
  return <Activities activities={item.activities} ticketId={ticketId} />
}

type EarlierProps = Pick<Props, 'ticket' | 'at'> & { cursor: string; onLoaded: () => void }

function Earlier({ ticket, at, cursor, onLoaded }: EarlierProps) {
  const { api } = useServices()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function load() {
    setBusy(true)
    try {
      const page = at ? (await api.asOf(ticket.id, at, cursor)).entries : await api.entries(ticket.id, cursor)
      onLoaded()
      const queryKey = at ? keys.asOf(ticket.id, at) : keys.ticket(ticket.id)
      client.setQueryData<TicketDetail>(queryKey, (known) => known && withEarlier(known, page))
    } catch {
      showToast({ tone: 'danger', text: t('ticket.earlierFailed') })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button variant="ghost" busy={busy} onClick={() => void load()} className="mb-2 self-center">
      {t('ticket.earlier')}
    </Button>
  )
}
