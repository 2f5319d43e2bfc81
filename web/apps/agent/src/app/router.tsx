import type { QueryClient } from '@tanstack/react-query'
import {
  Outlet,
  type RouterHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { Services } from '@/shared/services'
import { mayHaveSession } from '@/shared/session/hint'
import { agentsQuery, meQuery, teamsQuery } from '@/shared/tickets/queries'
import { HOME_VIEW } from '@/shared/tickets/views'
import { NotFound, StartError } from './errors'
import { Inbox } from './inbox'
import { NoTicket } from './no-ticket'
import { Shell } from './shell/shell'
import { ShellSkeleton } from './shell/shell-skeleton'
import { SignInPage } from './sign-in-page'
import { ViewsPage } from './views-page'

export interface RouterContext {
  services: Services
  client: QueryClient
}

async function isSignedIn({ services: { session } }: RouterContext): Promise<boolean> {
  if (session.state() === 'unknown' && mayHaveSession()) await session.refresh()
  return session.state() === 'signed-in'
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: StartError,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string; ended?: boolean } => ({
    // Only an address of this app: never somebody else's.
    ...(typeof search['to'] === 'string' && /^\/(?![/\\])/.test(search['to']) && { to: search['to'] }),
    ...(search['ended'] === true && { ended: true }),
  }),
  beforeLoad: ({ context, search }) => {
    if (context.services.session.state() === 'signed-in') throw redirect({ to: search.to ?? '/' })
  },
  component: SignInPage,
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    if (await isSignedIn(context)) return
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } })
  },
  loader: ({ context: { services, client } }) =>
    Promise.all([
      client.ensureQueryData(meQuery(services.api)),
      client.ensureQueryData(agentsQuery(services.api)),
      client.ensureQueryData(teamsQuery(services.api)),
    ]),
  staleTime: Infinity,
  component: Shell,
  pendingComponent: ShellSkeleton,
  pendingMs: 150,
  errorComponent: StartError,
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/views/$view', params: { view: HOME_VIEW } })
  },
})

const views = createRoute({ getParentRoute: () => shell, path: '/views', component: ViewsPage })

const inbox = createRoute({ getParentRoute: () => shell, path: '/views/$view', component: Inbox })
const noTicket = createRoute({ getParentRoute: () => inbox, path: '/', component: NoTicket })
const ticket = createRoute({
  getParentRoute: () => inbox,
  path: '$ticketId',
  validateSearch: (search): { pane?: 'properties' } => (search['pane'] === 'properties' ? { pane: 'properties' } : {}),
  component: lazyRouteComponent(() => import('./ticket-page'), 'TicketPage'),
})

const anyTicket = createRoute({
  getParentRoute: () => shell,
  path: '/tickets/$ticketId',
  beforeLoad: ({ params, location }) => {
    const to = { view: HOME_VIEW, ticketId: params.ticketId }
    // The hash names a message.
    throw redirect({ to: '/views/$view/$ticketId', params: to, hash: location.hash })
  },
})

const SORTS = ['updated', 'created'] as const
const search = createRoute({
  getParentRoute: () => shell,
  path: '/search',
  validateSearch: (search): { q?: string | undefined; sort?: 'relevance' | (typeof SORTS)[number] } => {
    const sort = SORTS.find((each) => each === search['sort'])
    // A query of digits comes out of the address as a number.
    const q = search['q']
    return {
      ...((typeof q === 'string' || typeof q === 'number') && { q: String(q).slice(0, 500) }),
      ...(sort && { sort }),
    }
  },
  component: lazyRouteComponent(() => import('@/features/search/search-page'), 'SearchPage'),
})

const scheduled = createRoute({
  getParentRoute: () => shell,
  path: '/scheduled',
  component: lazyRouteComponent(() => import('@/features/unsent/scheduled-page'), 'ScheduledPage'),
})

function adminOnly({ context: { services, client } }: { context: RouterContext }) {
  return client.ensureQueryData(meQuery(services.api)).then((me) => {
    if (me.role !== 'admin') throw redirect({ to: '/' })
  })
}
const drafts = createRoute({
  getParentRoute: () => shell,
  path: '/drafts',
  component: lazyRouteComponent(() => import('@/features/unsent/drafts-page'), 'DraftsPage'),
})

const keyboard = createRoute({
  getParentRoute: () => shell,
  path: '/settings/keyboard',
  component: lazyRouteComponent(() => import('@/features/keyboard/keyboard-page'), 'KeyboardPage'),
})

const macros = createRoute({
  getParentRoute: () => shell,
  path: '/admin/macros',
  component: lazyRouteComponent(() => import('@/features/admin/macros-page'), 'MacrosPage'),
})
const quarantine = createRoute({
  getParentRoute: () => shell,
  path: '/admin/quarantine',
  beforeLoad: adminOnly,
  component: lazyRouteComponent(() => import('@/features/admin/quarantine-page'), 'QuarantinePage'),
})
const people = createRoute({
  getParentRoute: () => shell,
  path: '/admin/people',
  beforeLoad: adminOnly,
  component: lazyRouteComponent(() => import('@/features/admin/people-page'), 'PeoplePage'),
})

const transfer = createRoute({
  getParentRoute: () => shell,
  path: '/admin/transfer',
  beforeLoad: async ({ context: { services, client } }) => {
    const me = await client.ensureQueryData(meQuery(services.api))
    if (me.role !== 'admin' && me.role !== 'supervisor') throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('@/features/transfer/transfer-page'), 'TransferPage'),
})

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    views,
    inbox.addChildren([noTicket, ticket]),
    anyTicket,
    search,
    scheduled,
    drafts,
    keyboard,
    macros,
    quarantine,
    people,
    transfer,
  ]),
])

export function createAppRouter(context: RouterContext, history?: RouterHistory) {
  return createRouter({ routeTree, context, defaultPreload: false, ...(history && { history }) })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
