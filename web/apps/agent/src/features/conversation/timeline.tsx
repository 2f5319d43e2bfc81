import type { TicketDetail } from '@tessera/api'
import { Button } from '@tessera/ui'
import { useQueryClient } from '@tanstack/react-query'
import { UnfoldVertical } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
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
import { countMessages, fold, holds } from './fold'
import { type TimelineItem, groupEntries, isWaiting } from './group-entries'
import { MessageView } from './message-view'
import { OutgoingView } from './outgoing-view'
import { anchorOf, onSought } from './show-message'
import { AnsweredAbove } from './thread'
import { useReadingPlace } from './use-reading-place'
import { WaitingView } from './waiting-view'

/** `at`: the time as of which the ticket is shown, if not as it is. */
type Props = { ticket: TicketDetail; at: string | null; onEdit: (message: Outgoing) => void }

/** The conversation: oldest first, opened where the newest message begins. */
export function Timeline({ ticket, at, onEdit }: Props) {
  const earlier = ticket.entries.next_cursor
  const { before, folded, after } = useMemo(
    () => fold(groupEntries(ticket.entries.items), !earlier),
    [ticket.entries.items, earlier],
  )
  useWentOut(ticket)
  const waiting = ticket.entries.items.filter(isWaiting)
  const outbox = useOutbox((state) => state.messages)
  const me = useMe().id
  const label = usePlaced(t('ticket.conversation'))
  const outgoing = outbox.filter((message) => message.ticketId === ticket.id && message.author === me)
  const { scroller, content, keepPlace } = useReadingPlace(`${ticket.entries.items.at(-1)?.id} ${outgoing.length}`)
  const { open, unfold } = useUnfolding(folded)
  const items = (some: TimelineItem[]) =>
    some.map((item) => <Item key={keyOf(item)} item={item} ticketId={ticket.id} />)
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
        {earlier && (open || folded.length === 0) && (
          <Earlier
            ticket={ticket}
            at={at}
            cursor={earlier}
            onLoaded={() => {
              keepPlace()
              unfold()
            }}
          />
        )}
        {items(before)}
        {folded.length > 0 &&
          (open ? (
            items(folded)
          ) : (
            <Fold
              count={countMessages(folded)}
              onOpen={() => {
                keepPlace()
                unfold()
                // The button is gone; who goes on from here goes on upwards.
                focusLast(folded)
              }}
            />
          ))}
        {items(after)}
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

/** Whether what is folded of a long conversation was asked for: all of it, or a message of it. */
function useUnfolding(folded: TimelineItem[]) {
  const [open, setOpen] = useState(() => holds(folded, location.hash.slice(1)))
  const unfold = useEffectEvent((id: string) => {
    const hidden = !open && holds(folded, id)
    // Whoever seeks it looks for it at once.
    if (hidden) flushSync(() => setOpen(true))
    return hidden
  })
  useEffect(() => onSought((id) => unfold(id)), [])
  return { open, unfold: () => flushSync(() => setOpen(true)) }
}

function focusLast(folded: TimelineItem[]): void {
  const last = folded.findLast((item) => item.kind === 'message')
  if (last) document.getElementById(anchorOf(last.message.id))?.focus({ preventScroll: true })
}

function Fold({ count, onOpen }: { count: number; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="my-1 flex h-8 items-center gap-3 rounded-control text-xs text-quiet before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line hover:text-strong pointer-coarse:h-11"
    >
      <span className="flex items-center gap-1.5">
        <UnfoldVertical size={13} aria-hidden="true" />
        {t('ticket.folded', { count })}
      </span>
    </button>
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
