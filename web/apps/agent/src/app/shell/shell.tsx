import { Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect, useEffectEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { listen, registry, useBindings, useCommand } from '@/shared/hotkeys'
import type { Client, MessageAdded } from '@tessera/api'
import { useConnection } from '@/shared/live/connection'
import { askAgain } from '@/shared/live/deltas'
import { useLive } from '@/shared/live/use-live'
import { useQueryClient } from '@tanstack/react-query'
import { usePreferences } from '@/shared/preferences'
import { usePush } from '@/shared/push/use-push'
import { PHONE, useMedia, useOnline } from '@/shared/media'
import { sendWaiting, useWaitingMessages } from '@/shared/messages/outbox'
import { part, useMissing } from '@/shared/part'
import { forget } from '@/shared/replica/open'
import type { TicketQueue } from '@/shared/replica/queue'
import { useQueue, useQueueState } from '@/shared/replica/use-queue'
import { useServices } from '@/shared/services'
import { setSessionHint } from '@/shared/session/hint'
import { later, markSettled } from '@/shared/settled'
import { knownTicket } from '@/shared/tickets/cache'
import { useDragging } from '@/shared/tickets/dragging'
import { forgetStep, useHistory } from '@/shared/tickets/history'
import { useMayWrite, useMe } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'
import { useOpenTicket } from '@/shared/tickets/use-open-ticket'
import { useUndo } from '@/shared/tickets/use-undo'
import { HOME_VIEW, type ViewName } from '@/shared/tickets/views'
import { showToast, useToasts } from '@/shared/toasts'
import { BottomBar } from './bottom-bar'
import { ConnectionNotch } from './connection-note'
import { Known } from './known'
import { MissingBanner } from './missing-banner'
import { Sidebar } from './sidebar'
import { useReadMarks } from './use-read-marks'

const loadPalette = () => import('../command-palette').then((module) => ({ default: module.AppPalette }))
const Palette = part(loadPalette)
const loadKeepFocus = later(() => import('../keep-focus'))
/** When the first screen has settled, what has to be there at once is fetched: what keys open, and what says what was done. */
const FETCH_SOON_MS = 3_000
const Help = part(() => import('@/features/palette/help').then((module) => ({ default: module.Help })))
const loadNewTicket = () => import('@/features/new-ticket/new-ticket').then((module) => ({ default: module.NewTicket }))
const NewTicket = part(loadNewTicket)
const JobsPanel = part(() => import('@/features/jobs/jobs-panel').then((module) => ({ default: module.JobsPanel })))

const DragLayer = part(() => import('@/features/dragging/drag-layer').then((module) => ({ default: module.DragLayer })))
const QueuePanel = part(() =>
  import('@/features/unsent/queue-panel').then((module) => ({ default: module.QueuePanel })),
)
const AskUnsent = part(() => import('@/features/unsent/ask-unsent').then((module) => ({ default: module.AskUnsent })))

const AwayLayer = part(() => import('@/features/away/away-layer').then((module) => ({ default: module.AwayLayer })))

type Layer = 'away' | 'palette' | 'help' | 'new-ticket' | 'jobs' | 'waiting' | 'ask-unsent'

/** Everything around the panes: sidebar or bottom bar, news of the connection, and the layers that open over any screen. */
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
  const [layer, setLayer] = useState<Layer | null>(null)
  const { sidebarCollapsed, set } = usePreferences()
  const { hue } = me.organization
  useEffect(() => {
    // The same again would have the whole page styled and laid out anew.
    if (usePreferences.getState().hue !== hue) set({ hue })
  }, [set, hue])
  const queue = useQueue()
  const signOut = useSignOut()
  const dragging = useDragging((state) => state.ids.length > 0 || state.dropped !== null)
  useUndoKeys()
  const { tell } = useUndo()
  useGoKeys()
  usePush(me.id)
  useReadMarks()
  useEffect(() => listen(registry), [])
  // A field that cannot be fetched is not waited for.
  useEffect(() => useMissing.subscribe(({ missing }) => missing && registry.kept.letGo()), [])
  // What shows keys is drawn anew when they change.
  useBindings()
  useEffect(markSettled, [])
  useFocusKept()
  useEffect(() => {
    // Offline, it is fetched when it is asked for.
    const fetchThem = () => void Promise.allSettled([loadPalette(), loadNewTicket(), import('../toasts')])
    const timer = setTimeout(fetchThem, FETCH_SOON_MS)
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
    () => void import('@/features/notices/toggle-quiet').then(({ toggleQuiet }) => toggleQuiet(api, client, tell)),
  )
  useCommand('toggleSidebar', () => set({ sidebarCollapsed: !sidebarCollapsed }))
  useCommand('waiting', () => setLayer('waiting'), mayWrite)
  useCommand('signOut', () => void leave())

  const phone = useMedia(PHONE)
  const close = () => setLayer(null)
  return (
    <div className="flex h-full flex-col bg-canvas">
      <LiveUpdates />
      <div className="flex min-h-0 flex-1">
        {!phone && <Sidebar />}
        <Outlet />
      </div>
      {phone && <ConnectionNotch />}
      <MissingBanner />
      {phone && <BottomBar />}
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

/** By itself: all the rest stays as it is when the connection comes and goes. */
function LiveUpdates() {
  useLive(useMe().id)
  useWaiting()
  return null
}

function useFocusKept(): void {
  const router = useRouter()
  useEffect(() => {
    const stop = loadKeepFocus().then(
      ({ keepFocus }) => keepFocus(router),
      () => undefined,
    )
    return () => void stop.then((end) => end?.())
  }, [router])
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
const TRY_AGAIN_MS = 15_000

/** What could not be sent by now, so that it would be lost. */
async function stillUnsent(queue: TicketQueue): Promise<number> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, TRY_TO_SEND_MS))
  await Promise.race([queue.flush(), late])
  return queue.state().entries.length
}

const settledNew = () => import('@/features/new-ticket/settled')

function tellSent({ message, ticket }: MessageAdded): void {
  const text = t(message.kind === 'note' ? 'queue.noteSent' : 'queue.replySent')
  showToast({ text, detail: `#${ticket.number} ${ticket.subject}` })
}

/** Replies that wait go out with the connection; what is refused by then says why, and where. */
function useWaiting() {
  const desk = useDesk()
  const queue = useQueue()
  const { waits } = useQueueState()
  const explain = useExplain()
  const open = useOpenTicket()
  const online = useOnline()
  const live = useConnection(({ state }) => state === 'live')
  const some = useWaitingMessages(desk.me).length > 0
  // A socket may outlive a network that was away for a moment: the browser's word counts as well.
  useEffect(() => {
    if (online && live && !waits) sendWaiting(desk, tellSent)
  }, [online, live, waits, desk])
  // What could not be asked for while it was away stands there as failed.
  useEffect(() => {
    if (online && live) askAgain(desk.client)
  }, [online, live, desk])
  // And where neither says anything, it is tried.
  useEffect(() => {
    if (!some || !online || waits) return
    const timer = setInterval(() => sendWaiting(desk, tellSent), TRY_AGAIN_MS)
    return () => clearInterval(timer)
  }, [some, online, waits, desk])
  useEffect(
    () =>
      queue.onSettled(({ id, ticket, act }, fate) => {
        if (act.kind === 'create')
          return void settledNew().then(({ tellSettled }) => tellSettled(desk, act.ticket, fate, open))
        if (fate.kind !== 'refused') return
        useToasts.getState().dismiss(id)
        forgetStep(id)
        const known = knownTicket(desk.client, ticket)
        explain(fate.reason, undefined, known && `#${known.number} ${known.subject}`)
      }),
    [queue, desk, explain, open],
  )
}

/** Signs out, and leads to the sign-in page whenever the session ends; there one comes back to the same address. */
function useSignOut(): () => Promise<void> {
  const { session, api } = useServices()
  const client = useQueryClient()
  const router = useRouter()
  const [leaving, setLeaving] = useState(false)

  const goToSignIn = useEffectEvent(() => {
    setSessionHint(false)
    const { href, pathname } = router.state.location
    if (pathname === '/sign-in') return
    void router.navigate({ to: '/sign-in', search: leaving ? {} : { to: href, ended: true }, replace: true })
  })
  // Wherever one is by then.
  useEffect(() => {
    const lead = () => session.state() === 'signed-out' && goToSignIn()
    lead()
    return session.subscribe(() => void lead())
  }, [session])

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
