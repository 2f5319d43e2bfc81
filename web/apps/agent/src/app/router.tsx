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
import { MissingPart } from '@/shared/part'
import type { Services } from '@/shared/services'
import { mayHaveSession } from '@/shared/session/hint'
import { HOME_VIEW } from '@/shared/tickets/views'
import { addressOf, keepBeside, readAddress, readBeside, readListSearch } from '@/shared/views/address'
import { NotFound, PageError, StartError } from './errors'
import { ShellSkeleton } from './shell/shell-skeleton'
import { SignInPage } from './sign-in-page'

export interface RouterContext {
  services: Services
  client: QueryClient
}

/** A page that cannot be fetched says so in its place: it is for its reader to say when the app is loaded anew. */
function page<T extends object, K extends keyof T>(load: () => Promise<T>, name: K) {
  const loading = () =>
    load().catch((cause: unknown) => {
      throw new MissingPart('A page of the app could not be fetched.', { cause })
    })
  return lazyRouteComponent<T, K>(loading, name)
}

/** `public/start.js` has asked for it by then, if somebody was signed in here before. */
const workspace = () => import('./workspace')

async function isSignedIn(context: RouterContext): Promise<boolean> {
  const { session } = context.services
  if (session.state() === 'unknown' && mayHaveSession()) {
    const refreshed = session.refresh()
    // It may fail before anybody waits for it. The shell leads to the sign-in page if the session has ended.
    refreshed.catch(() => undefined)
    const { openKept, syncOf } = await workspace()
    if (syncOf(context.client) || (await openKept(context))) return true
    await refreshed
  }
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
    ...(String(search['ended']) === 'true' && { ended: true }),
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
  loader: async ({ context }) => (await workspace()).openFresh(context),
  staleTime: Infinity,
  component: page(workspace, 'Shell'),
  pendingComponent: ShellSkeleton,
  pendingMs: 150,
  // It has the shape of what it stands for: that may take its place at once.
  pendingMinMs: 0,
  errorComponent: StartError,
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/views/$view', params: { view: HOME_VIEW } })
  },
})

const views = createRoute({
  getParentRoute: () => shell,
  path: '/views',
  component: page(workspace, 'ViewsPage'),
})

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/views/$view',
  validateSearch: (search: Record<string, unknown>) => ({ ...readListSearch(search), ...readBeside(search) }),
  search: { middlewares: [keepBeside] },
  component: page(workspace, 'Inbox'),
})
const noTicket = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: page(workspace, 'NoTicket'),
})
const ticket = createRoute({
  getParentRoute: () => inbox,
  path: '$ticketId',
  validateSearch: (search): { pane?: 'properties' } => (search['pane'] === 'properties' ? { pane: 'properties' } : {}),
  component: page(() => import('./ticket-page'), 'TicketPage'),
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
    const q = search['q']
    return {
      ...(typeof q === 'string' && { q: q.slice(0, 500) }),
      ...(sort && { sort }),
    }
  },
  component: page(() => import('@/features/search/search-page'), 'SearchPage'),
})

const scheduled = createRoute({
  getParentRoute: () => shell,
  path: '/scheduled',
  component: page(() => import('@/features/unsent/scheduled-page'), 'ScheduledPage'),
})

const drafts = createRoute({
  getParentRoute: () => shell,
  path: '/drafts',
  component: page(() => import('@/features/unsent/drafts-page'), 'DraftsPage'),
})

const notices = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  component: page(() => import('@/features/notices/notices-page'), 'NoticesPage'),
})

const activity = createRoute({
  getParentRoute: () => shell,
  path: '/activity',
  component: page(() => import('@/features/activity/activity-page'), 'ActivityPage'),
})

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/dashboard',
  validateSearch: (search): { days?: number; team?: string } => ({
    ...(search['days'] !== undefined && { days: Number(search['days']) }),
    ...(typeof search['team'] === 'string' && { team: search['team'] }),
  }),
  component: page(() => import('@/features/dashboard/dashboard-page'), 'DashboardPage'),
})

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: page(() => import('@/features/customer/people-page'), 'PeoplePage'),
})
const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$customerId',
  component: page(() => import('@/features/customer/person-page'), 'PersonPage'),
})
const companies = createRoute({
  getParentRoute: () => shell,
  path: '/companies',
  component: page(() => import('@/features/customer/companies-page'), 'CompaniesPage'),
})
const company = createRoute({
  getParentRoute: () => shell,
  path: '/companies/$companyId',
  component: page(() => import('@/features/customer/company-page'), 'CompanyPage'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: page(() => import('./settings/settings'), 'Settings'),
})
const noSection = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: page(() => import('./settings/settings'), 'NoSection'),
})
const section = createRoute({
  getParentRoute: () => settings,
  path: '$section',
  component: page(() => import('./settings/settings'), 'SectionPage'),
})
/** Where these pages were once: addresses that somebody kept lead on. */
const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin/$section',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/settings/$section', params, replace: true })
  },
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
    notices,
    activity,
    dashboard,
    people,
    person,
    companies,
    company,
    settings.addChildren([noSection, section]),
    admin,
  ]),
])

export function createAppRouter(context: RouterContext, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context,
    defaultPreload: false,
    defaultErrorComponent: PageError,
    parseSearch: readAddress,
    stringifySearch: addressOf,
    ...(history && { history }),
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
