import '@/shared/i18n/pages'
import { ApiProblem, type TicketDetail, isMessage } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { Banner, Button, EmptyState } from '@tessera/ui'
import { Suspense, useEffect, useState } from 'react'
import { t } from '@/shared/i18n'
import { Composer, editAgain } from '@/features/composer/composer'
import { ConversationSkeleton } from '@/features/conversation/conversation-skeleton'
import { TicketHeader } from '@/features/conversation/ticket-header'
import { Timeline } from '@/features/conversation/timeline'
import { Properties } from '@/features/properties/properties'
import { useCommand } from '@/shared/hotkeys'
import { PHONE, WIDE, useMedia } from '@/shared/media'
import { useBeOn } from '@/shared/presence/my-place'
import { useReadWith } from '@/shared/notices/use-read-with'
import { part } from '@/shared/part'
import { usePreferences } from '@/shared/preferences'
import { useServices } from '@/shared/services'
import { knownTicket } from '@/shared/tickets/cache'
import { ReadOnly, ticketQuery, useMayWrite, useMe } from '@/shared/tickets/queries'
import { momentsOf, usePast } from '@/shared/tickets/use-past'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { markRead } from '@/shared/unread'
import { readListSearch } from '@/shared/views/address'
import { useLayout } from '@/shared/views/use-layout'

const CustomerPanel = part(() =>
  import('@/features/customer/customer-panel').then((module) => ({ default: module.CustomerPanel })),
)

const AsOfBar = part(() => import('@/features/conversation/as-of-bar').then((module) => ({ default: module.AsOfBar })))

const MergeDialog = part(() =>
  import('@/features/conversation/merge-dialog').then((module) => ({ default: module.MergeDialog })),
)

const RequesterDialog = part(() =>
  import('@/features/customer/requester-dialog').then((module) => ({ default: module.RequesterDialog })),
)
const LinkDialog = part(() =>
  import('@/features/conversation/link-dialog').then((module) => ({ default: module.LinkDialog })),
)

export function TicketPage() {
  const { ticketId } = useParams({ from: '/shell/views/$view/$ticketId' })
  const { api } = useServices()
  const client = useQueryClient()
  const query = useQuery(ticketQuery(api, client, ticketId))
  const panes = usePanes()
  const known = query.data ?? knownTicket(client, ticketId)
  useTitle(known?.subject)
  useMarkRead(query.data)
  useReadWith(query.data?.id)
  useBeOn(ticketId)

  const past = usePast(query.data)
  const moments = query.data ? momentsOf(query.data) : []
  useCommand('history', () => past.look(moments.at(-2) ?? moments[0] ?? null), moments.length > 0 && !past.at)

  if (query.isError && !query.data) return <NoSuchTicket error={query.error} onRetry={() => void query.refetch()} />
  return (
    <ReadOnly value={past.at !== null}>
      <div className="relative flex min-w-0 flex-1">
        {/* What is in it is laid out by its width; one that stays while tickets come and go. */}
        <section className="@container flex min-w-0 flex-1 flex-col">
          <TicketHeader
            ticket={past.ticket ?? known}
            withFields={!panes.beside}
            propertiesShown={panes.shown}
            full={panes.full}
            onBack={panes.back}
            onToggleProperties={panes.toggle}
          />
          {past.at && query.data && (
            <Suspense fallback={<div className="h-14 shrink-0 border-b border-line bg-side" />}>
              <AsOfBar ticket={query.data} at={past.at} failed={past.failed} onLook={past.look} />
            </Suspense>
          )}
          {query.data?.merged_into && <MergedBanner ticket={query.data} into={query.data.merged_into} />}
          {query.data?.deleted_at && <DeletedBanner ticket={query.data} />}
          {past.ticket ? <Conversation key={ticketId} ticket={past.ticket} /> : <ConversationSkeleton />}
        </section>
        <Merging ticket={query.data} />
        <Linking ticket={query.data} />
        <Asking ticket={query.data} />
        {panes.shown && <PropertiesPane panes={panes} ticket={past.ticket} />}
      </div>
    </ReadOnly>
  )
}

function Conversation({ ticket }: { ticket: TicketDetail }) {
  const mayWrite = useMayWrite()
  const me = useMe()
  return (
    <>
      <Timeline ticket={ticket} onEdit={(message) => editAgain(me.id, message)} />
      {mayWrite && !ticket.deleted_at && !ticket.merged_into && <Composer ticket={ticket} />}
    </>
  )
}

type Panes = ReturnType<typeof usePanes>

function PropertiesPane({ panes, ticket }: { panes: Panes; ticket: TicketDetail | undefined }) {
  return (
    <Properties
      customer={
        ticket && (
          <Suspense>
            <CustomerPanel ticket={ticket} />
          </Suspense>
        )
      }
      ticket={ticket}
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

/** Where the properties are: beside the conversation when there is room, else over it, with a step of the history of its own. */
function usePanes() {
  const { view } = useParams({ from: '/shell/views/$view/$ticketId' })
  const { pane } = useSearch({ from: '/shell/views/$view/$ticketId' })
  const navigate = useNavigate()
  const router = useRouter()
  const wide = useMedia(WIDE)
  const phone = useMedia(PHONE)
  const full = useLayout() !== 'split'
  const { propertiesOpen, set } = usePreferences()
  const over = !wide && pane === 'properties'
  const found = useLocation({ select: ({ state }) => state.found })

  function toggle() {
    if (wide) return set({ propertiesOpen: !propertiesOpen })
    if (over) return router.history.back()
    void navigate({ to: '.', search: (before: object) => ({ ...before, pane: 'properties' as const }) })
  }
  function back() {
    if (over) return router.history.back()
    if ((phone || found) && router.history.canGoBack()) return router.history.back()
    void navigate({ to: '/views/$view', params: { view }, search: readListSearch })
  }
  useCommand('toggleProperties', toggle)
  useCommand('back', back)
  return { full, shown: wide ? propertiesOpen : over, beside: wide && propertiesOpen, toggle, back }
}

function useTitle(subject: string | undefined): void {
  useEffect(() => {
    if (subject) document.title = `${subject} · ${t('app.name')}`
  }, [subject])
}

/** What is on the screen of a page that is being looked at has been read. */
function useMarkRead(ticket: TicketDetail | undefined): void {
  const newest = ticket?.entries.items.findLast(isMessage)?.created_at ?? ''
  const id = ticket?.id
  const at = ticket && ticket.last_message_at > newest ? ticket.last_message_at : newest
  useEffect(() => {
    if (!id || !at) return
    const read = () => document.visibilityState === 'visible' && markRead({ id, last_message_at: at })
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [id, at])
}

/** The old number leads on to the ticket that has the conversation now. */
function MergedBanner({ ticket, into }: { ticket: TicketDetail; into: string }) {
  const { unmerge } = useTicketActions()
  const mayWrite = useMayWrite()
  const { view } = useParams({ from: '/shell/views/$view/$ticketId' })
  return (
    <Banner
      action={
        <span className="flex gap-1.5">
          {mayWrite && (
            <Button size="sm" variant="ghost" onClick={() => unmerge(ticket, into)}>
              {t('merge.apart')}
            </Button>
          )}
          <Button size="sm" asChild>
            <Link to="/views/$view/$ticketId" params={{ view, ticketId: into }}>
              {t('merge.open')}
            </Link>
          </Button>
        </span>
      }
    >
      {t('merge.banner')}
    </Banner>
  )
}

function Merging({ ticket }: { ticket: TicketDetail | undefined }) {
  const [open, setOpen] = useState(false)
  const mayWrite = useMayWrite()
  const navigate = useNavigate()
  const { view } = useParams({ from: '/shell/views/$view/$ticketId' })
  useCommand(
    'merge',
    () => setOpen(true),
    mayWrite && ticket !== undefined && !ticket.merged_into && !ticket.deleted_at,
  )
  if (!open || !ticket) return null
  return (
    <Suspense>
      <MergeDialog
        ticket={ticket}
        onClose={() => setOpen(false)}
        onMerged={(into) => void navigate({ to: '/views/$view/$ticketId', params: { view, ticketId: into } })}
      />
    </Suspense>
  )
}

function DeletedBanner({ ticket }: { ticket: TicketDetail }) {
  const { restore } = useTicketActions()
  return (
    <Banner
      tone="warning"
      action={
        <Button size="sm" onClick={() => restore(ticket)}>
          {t('action.restore')}
        </Button>
      }
    >
      {t('ticket.deletedBanner')}
    </Banner>
  )
}

function NoSuchTicket({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) {
    const text = error.status === 410 ? t('ticket.purgedText') : t('ticket.missingText')
    return <EmptyState page mosaic="search" title={t('ticket.missingTitle')} text={text} />
  }
  return (
    <EmptyState
      page
      mosaic="broken"
      title={t('ticket.failedTitle')}
      text={t('ticket.failedText')}
      action={<Button onClick={onRetry}>{t('action.retry')}</Button>}
    />
  )
}

function Linking({ ticket }: { ticket: TicketDetail | undefined }) {
  const [open, setOpen] = useState(false)
  const mayWrite = useMayWrite()
  useCommand('link', () => setOpen(true), mayWrite && ticket !== undefined && !ticket.merged_into && !ticket.deleted_at)
  if (!open || !ticket) return null
  return (
    <Suspense>
      <LinkDialog ticket={ticket} onClose={() => setOpen(false)} />
    </Suspense>
  )
}

/** Who asks can be changed. */
function Asking({ ticket }: { ticket: TicketDetail | undefined }) {
  const [open, setOpen] = useState(false)
  const mayWrite = useMayWrite()
  const able = mayWrite && ticket !== undefined && !ticket.merged_into && !ticket.deleted_at
  useCommand('requester', () => setOpen(true), able)
  if (!open || !ticket) return null
  return (
    <Suspense>
      <RequesterDialog ticket={ticket} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
