import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { t } from '@/shared/i18n'
import { listen, registry, useBindings, useCommand } from '@/shared/hotkeys'
import type { Client, RealtimeState } from '@tessera/api'
import { useLive } from '@/shared/live/use-live'
import { useQueryClient } from '@tanstack/react-query'
import { usePreferences } from '@/shared/preferences'
import { usePush } from '@/shared/push/use-push'
import { sendWaiting } from '@/shared/messages/outbox'
import { forget } from '@/shared/replica/open'
import type { TicketQueue } from '@/shared/replica/queue'
import { useQueue, useQueueState } from '@/shared/replica/use-queue'
import { useServices } from '@/shared/services'
import { setSessionHint } from '@/shared/session/hint'
import { useSessionState } from '@/shared/session/use-session'
import { markSettled } from '@/shared/settled'
import { knownTicket } from '@/shared/tickets/cache'
import { useDragging } from '@/shared/tickets/dragging'
import { forgetStep, useHistory } from '@/shared/tickets/history'
import { useMayWrite, useMe } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'
import { useUndo } from '@/shared/tickets/use-undo'
import { HOME_VIEW, type ViewName } from '@/shared/tickets/views'
import { showToast, useToasts } from '@/shared/toasts'
import { openUnread } from '@/shared/unread'
import { BottomBar } from './bottom-bar'
import { ConnectionBanner } from './connection-banner'
import { Known } from './known'
import { Sidebar } from './sidebar'

const loadPalette = () => import('../command-palette').then((module) => ({ default: module.AppPalette }))
const Palette = lazy(loadPalette)
/** When the first screen has settled, the palette is fetched, so that it opens in one frame. */
const FETCH_PALETTE_MS = 3_000
const Help = lazy(() => import('@/features/palette/help').then((module) => ({ default: module.Help })))
const NewTicket = lazy(() =>
  import('@/features/new-ticket/new-ticket').then((module) => ({ default: module.NewTicket })),
)
const JobsPanel = lazy(() => import('@/features/jobs/jobs-panel').then((module) => ({ default: module.JobsPanel })))

const DragLayer = lazy(() => import('@/features/dragging/drag-layer').then((module) => ({ default: module.DragLayer })))
const QueuePanel = lazy(() =>
  import('@/features/unsent/queue-panel').then((module) => ({ default: module.QueuePanel })),
)
const AskUnsent = lazy(() => import('@/features/unsent/ask-unsent').then((module) => ({ default: module.AskUnsent })))

const AwayLayer = lazy(() => import('@/features/away/away-layer').then((module) => ({ default: module.AwayLayer })))

type Layer = 'away' | 'palette' | 'help' | 'new-ticket' | 'jobs' | 'waiting' | 'ask-unsent'

/** Everything around the panes: sidebar or bottom bar, banners, and the layers that open over any screen. */
export function Shell() {
  return (
    <Known>
      <Around />
    </Known>
  )
}

function Around() {
  const me = useMe()
  const mayWrite = useMayWrite()
  const { api } = useServices()
  const client = useQueryClient()
  const connection = useLive(me.id)
  const [layer, setLayer] = useState<Layer | null>(null)
  const { sidebarCollapsed, set } = usePreferences()
  const { hue } = me.organization
  useEffect(() => set({ hue }), [set, hue])
  const queue = useQueue()
  const signOut = useSignOut()
  const dragging = useDragging((state) => state.ids.length > 0 || state.dropped !== null)
  useWaiting(connection)
  useUndoKeys()
  useGoKeys()
  usePush(me.id)
  useState(() => openUnread(me.id))
  useEffect(() => listen(registry), [])
  // What shows keys is drawn anew when they change.
  useBindings()
  useEffect(markSettled, [])
  useEffect(() => {
    // Offline, it is fetched when it is asked for.
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), FETCH_PALETTE_MS)
    return () => clearTimeout(timer)
  }, [])

  async function leave() {
    if ((await stillUnsent(queue)) > 0) setLayer('ask-unsent')
    else await signOut()
  }
  useCommand('palette', () => setLayer('palette'))
  useCommand('help', () => setLayer('help'))
  useCommand('newTicket', () => setLayer('new-ticket'), mayWrite)
  useCommand('jobs', () => setLayer('jobs'), mayWrite)
  useCommand('away', () => setLayer('away'), mayWrite)
  useCommand(
    'quiet',
    () => void import('@/features/notices/toggle-quiet').then(({ toggleQuiet }) => toggleQuiet(api, client)),
  )
  useCommand('toggleSidebar', () => set({ sidebarCollapsed: !sidebarCollapsed }))
  useCommand('waiting', () => setLayer('waiting'), mayWrite)
  useCommand('signOut', () => void leave())

  const close = () => setLayer(null)
  return (
    <div className="flex h-full flex-col bg-canvas">
      <ConnectionBanner connection={connection} />
      <div className="flex min-h-0 flex-1">
        <Sidebar className="hidden md:flex" />
        <Outlet />
      </div>
      <BottomBar />
      <Suspense>
        {dragging && <DragLayer />}
        {layer === 'palette' && <Palette onClose={close} />}
        {layer === 'away' && <AwayLayer onClose={close} />}
        {layer === 'help' && <Help onClose={close} />}
        {layer === 'waiting' && <QueuePanel onClose={close} />}
        {layer === 'ask-unsent' && <AskUnsent onClose={close} onLeave={() => void signOut().then(close)} />}
        {layer === 'jobs' && <JobsPanel onClose={close} />}
        {layer === 'new-ticket' && <NewTicket onClose={close} />}
      </Suspense>
    </div>
  )
}

/** Places that two keys lead to. */
function useGoKeys() {
  const navigate = useNavigate()
  const view = (view: ViewName) => void navigate({ to: '/views/$view', params: { view } })
  useCommand('goInbox', () => view(HOME_VIEW))
  useCommand('goMine', () => view('my-open'))
  useCommand('goUnassigned', () => view('unassigned'))
  useCommand('goActivity', () => void navigate({ to: '/activity' }))
  useCommand('goDashboard', () => void navigate({ to: '/dashboard' }))
  useCommand('goPeople', () => void navigate({ to: '/people' }))
  useCommand('goCompanies', () => void navigate({ to: '/companies' }))
  const mayWrite = useMayWrite()
  useCommand('goDrafts', () => void navigate({ to: '/drafts' }), mayWrite)
  useCommand('goScheduled', () => void navigate({ to: '/scheduled' }), mayWrite)
  useCommand('goSettings', () => void navigate({ to: '/settings' }))
  useCommand('goNotices', () => void navigate({ to: '/notifications' }))
  useCommand('search', () => void navigate({ to: '/search' }))
}

function useUndoKeys() {
  const { undo, redo } = useUndo()
  useCommand(
    'undo',
    undo,
    useHistory(({ past, acting }) => past.length + acting > 0),
  )
  useCommand(
    'redo',
    redo,
    useHistory(({ undone }) => undone.length > 0),
  )
}

const FORGET_PUSH_MS = 3_000

/** The next person here is not told what this one would be. */
async function forgetPush(api: Client): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const { unsubscribe } = await import('@/shared/push/subscription')
  // The browser has let go by then; the server hears it from the push service at the latest.
  const late = new Promise<void>((resolve) => setTimeout(resolve, FORGET_PUSH_MS))
  await Promise.race([unsubscribe(api).catch(() => undefined), late])
}

const TRY_TO_SEND_MS = 5_000

/** What could not be sent by now, so that it would be lost. */
async function stillUnsent(queue: TicketQueue): Promise<number> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, TRY_TO_SEND_MS))
  await Promise.race([queue.flush(), late])
  return queue.state().entries.length
}

/** Replies that wait go out with the connection; what is refused by then says why, and where. */
function useWaiting(connection: RealtimeState) {
  const desk = useDesk()
  const queue = useQueue()
  const { waits } = useQueueState()
  const explain = useExplain()
  useEffect(() => {
    if (connection === 'live' && !waits) sendWaiting(desk)
  }, [connection, waits, desk])
  useEffect(
    () =>
      queue.onRefused(({ id, ticket }, reason) => {
        useToasts.getState().dismiss(id)
        forgetStep(id)
        const known = knownTicket(desk.client, ticket)
        explain(reason, undefined, known && `#${known.number} ${known.subject}`)
      }),
    [queue, desk, explain],
  )
}

/** Signs out, and leads to the sign-in page whenever the session ends; there one comes back to the same address. */
function useSignOut(): () => Promise<void> {
  const { session, api } = useServices()
  const client = useQueryClient()
  const state = useSessionState()
  const navigate = useNavigate()
  const location = useLocation()
  const [leaving, setLeaving] = useState(false)

  useEffect(() => {
    if (state !== 'signed-out') return
    setSessionHint(false)
    void navigate({ to: '/sign-in', search: leaving ? {} : { to: location.href, ended: true }, replace: true })
  }, [state, leaving, navigate, location.href])

  return async () => {
    setLeaving(true)
    try {
      await forgetPush(api)
      await session.signOut()
      await forget(client)
    } catch {
      setLeaving(false)
      showToast({ tone: 'danger', text: t('error.notSignedOut'), detail: t('error.notSignedOutDetail') })
    }
  }
}
