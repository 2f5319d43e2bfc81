import '@/shared/i18n/pages'
import { type TicketDetail, type TicketSummary, isMessage, Unreachable } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ReturnFocus } from '@tessera/ui'
import { type ReactNode, Suspense, useContext, useEffect } from 'react'
import { t } from '@/shared/i18n'
import { Composer } from '@/features/composer/composer'
import { KeptDraft } from '@/features/composer/kept-draft'
import { ConversationSkeleton } from '@/features/conversation/conversation-skeleton'
import { TicketHeader } from '@/features/conversation/ticket-header'
import { Timeline } from '@/features/conversation/timeline'
import { Properties } from '@/features/properties/properties'
import { Place, registry, useCommand, useTurned } from '@/shared/hotkeys'
import { KeysComing } from '@/shared/hotkeys/keys-coming'
import { beginOn, begunOn } from '@/shared/messages/begin'
import { editAgain } from '@/shared/messages/edit-again'
import { useBeOn } from '@/shared/presence/my-place'
import { useReadWith } from '@/shared/notices/use-read-with'
import { part } from '@/shared/part'
import { usePainted } from '@/shared/painted'
import { useServices } from '@/shared/services'
import { knownTicket } from '@/shared/tickets/cache'
import { ReadOnly, ticketQuery, useMayWrite, useMe } from '@/shared/tickets/queries'
import { momentsOf, usePast } from '@/shared/tickets/use-past'
import { markRead } from '@/shared/unread'
import { NoSuchTicket, NotKept } from './no-conversation'

const TicketDialogs = part(() => import('./ticket-dialogs').then((module) => ({ default: module.TicketDialogs })))

const CustomerPanel = part(() =>
  import('@/features/customer/customer-panel').then((module) => ({ default: module.CustomerPanel })),
)

const AsOfBar = part(() => import('@/features/conversation/as-of-bar').then((module) => ({ default: module.AsOfBar })))

const TicketBanners = part(() => import('./ticket-banners').then((module) => ({ default: module.TicketBanners })))

/** Nothing can be sent on it any more. */
const hasEnded = (ticket: TicketDetail) => Boolean(ticket.deleted_at ?? ticket.merged_into)

export interface Panes {
  /** No list stands beside the ticket. */
  full: boolean
  /** Whether the properties are shown, and beside the conversation instead of over it. */
  shown: boolean
  beside: boolean
  toggle: () => void
  back: () => void
  /** Leaves the ticket, where another one stands beside it. */
  close?: () => void
}

type Props = {
  ticketId: string
  panes: Panes
  /** Opens another ticket in this one's place. */
  onGo: (id: string) => void
}

/** Of two, a line at the top says which one the keys are for. */
const FRAME =
  'relative flex min-w-0 flex-1 before:absolute before:inset-x-0 before:top-0 before:z-10 before:hidden before:h-0.5 before:bg-accent before:forced-color-adjust-none in-data-two:data-turned:before:block'

/** One ticket with all that belongs to it: the only one, or one of two. */
export function TicketPane({ ticketId, panes, onGo }: Props) {
  const { api } = useServices()
  const client = useQueryClient()
  const query = useQuery(ticketQuery(api, client, ticketId))
  const known = query.data ?? knownTicket(client, ticketId)
  const place = useContext(Place)
  const turned = useTurned() === place
  useMarkRead(query.data)
  useReadWith(query.data?.id)
  const { ticketId: main } = useParams({ strict: false })
  useBeOn(ticketId, turned || !main)

  const past = usePast(query.data)
  const moments = query.data ? momentsOf(query.data) : []
  useCommand('history', () => past.look(moments.at(-2) ?? moments[0] ?? null), moments.length > 0 && !past.at)
  const there = moments.length > 0
  useEffect(() => {
    if (there && begunOn(ticketId, ['history'])) registry.run('history')
  }, [ticketId, there])

  const failed = query.isError && !query.data
  const away = failed && known && query.error instanceof Unreachable
  if (failed && !away)
    return <NoSuchTicket error={query.error} onRetry={() => void query.refetch()} onClose={panes.close} />
  return (
    <ReadOnly value={past.at !== null}>
      <div className={FRAME} data-place={place} data-full={panes.full || undefined} data-turned={turned || undefined}>
        {/* What is in it is laid out by its width; one that stays while tickets come and go. */}
        <section className="@container flex min-w-0 flex-1 flex-col">
          <TicketHeader
            ticket={past.ticket ?? known}
            withFields={!panes.beside}
            propertiesShown={panes.shown}
            full={panes.full}
            onBack={panes.back}
            onClose={panes.close}
            onToggleProperties={panes.toggle}
          />
          {past.at && query.data && (
            <>
              {/* Before the bar is fetched: what had the focus may be nothing that one can press in the past. */}
              <ReturnFocus />
              <Suspense fallback={<div className="h-14 shrink-0 border-b border-line bg-side" />}>
                <AsOfBar ticket={query.data} at={past.at} failed={past.failed} onLook={past.look} />
              </Suspense>
            </>
          )}
          {query.data && hasEnded(query.data) && (
            <Suspense fallback={<div className="h-10 shrink-0" />}>
              <TicketBanners ticket={query.data} onGo={onGo} />
            </Suspense>
          )}
          {away ? (
            <NotKept ticketId={ticketId} onRetry={() => void query.refetch()} />
          ) : (
            <Conversation key={ticketId} ticketId={ticketId} ticket={past.ticket} at={past.at} />
          )}
        </section>
        <Suspense fallback={<KeysComing />}>
          <TicketDialogs ticket={query.data} onMerged={onGo} />
        </Suspense>
        {!query.data && !away && <KeysComing />}
        {panes.shown && <PropertiesPane panes={panes} ticket={past.ticket} known={away ? known : undefined} />}
      </div>
    </ReadOnly>
  )
}

type ConversationProps = { ticketId: string; ticket: TicketDetail | undefined; at: string | null }

/**
 * A frame after the ticket itself: whoever leafs through tickets sees at once which one it is and how it stands, and keys
 * are for that one already.
 */
function Conversation({ ticketId, ticket, at }: ConversationProps) {
  const painted = usePainted()
  const mayWrite = useMayWrite()
  const me = useMe()
  if (!ticket || !painted) return <Coming ticketId={ticketId}>{ticket ? null : <ConversationSkeleton />}</Coming>
  return (
    <>
      <Timeline ticket={ticket} at={at} onEdit={(message) => editAgain(me.id, message)} />
      {mayWrite && (hasEnded(ticket) ? <KeptDraft ticketId={ticket.id} /> : <Composer ticket={ticket} />)}
    </>
  )
}

/** Who presses a key to write before there is anything to write in finds it begun when it comes. */
function Coming({ ticketId, children }: { ticketId: string; children: ReactNode }) {
  const mayWrite = useMayWrite()
  useCommand('reply', () => beginOn(ticketId, 'reply'), mayWrite)
  useCommand('note', () => beginOn(ticketId, 'note'), mayWrite)
  useCommand('forward', () => beginOn(ticketId, 'forward'), mayWrite)
  return <div className="flex min-h-0 flex-1 flex-col">{children}</div>
}

const customerOf = (ticket: TicketDetail) => (
  <Suspense>
    <CustomerPanel ticket={ticket} />
  </Suspense>
)

type PropertiesPaneProps = { panes: Panes; ticket: TicketDetail | undefined; known: TicketSummary | undefined }

function PropertiesPane({ panes, ticket, known }: PropertiesPaneProps) {
  return (
    <Properties
      customer={customerOf}
      ticket={ticket}
      known={known}
      onClose={panes.toggle}
      closeLabel={t('action.close')}
      className={
        panes.beside
          ? 'w-(--properties-width) shrink-0 border-s border-line'
          : 'absolute inset-y-0 end-0 z-20 w-full border-s border-line shadow-float md:w-80'
      }
    />
  )
}

/** What is on the screen of a page that is being looked at has been read. Once: it may be marked unread by hand then. */
function useMarkRead(ticket: TicketDetail | undefined): void {
  const newest = ticket?.entries.items.findLast(isMessage)?.created_at ?? ''
  const id = ticket?.id
  const at = ticket && ticket.last_message_at > newest ? ticket.last_message_at : newest
  useEffect(() => {
    if (!id || !at) return
    const looking = new AbortController()
    const read = () => {
      if (document.visibilityState !== 'visible') return
      markRead([{ id, last_message_at: at }])
      looking.abort()
    }
    document.addEventListener('visibilitychange', read, looking)
    read()
    return () => looking.abort()
  }, [id, at])
}
