import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import { StatusIcon, Tooltip, cn } from '@tessera/ui'
import {
  CalendarClock,
  CircleDashed,
  CircleUser,
  Contact,
  Inbox,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  PencilLine,
  Settings,
  Trash2,
} from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { t } from '@/shared/i18n'
import { part } from '@/shared/part'
import { SavedNav } from '@/features/saved-views/saved-nav'
import { FoundIn } from '@/shared/replica/found'
import { useMayDelete, useMayWrite, useTeams } from '@/shared/tickets/queries'
import { later } from '@/shared/settled'
import { dropOnView, useTicketDrop } from '@/shared/tickets/dragging'
import { type ViewName, teamView } from '@/shared/tickets/views'
import { Bell } from './bell'

const UnreadCount = part(
  later(() => import('@/features/notices/unread-count').then((module) => ({ default: module.UnreadCount }))),
)

const icon = (Icon: LucideIcon) => <Icon size={16} strokeWidth={1.75} aria-hidden="true" />

const VIEW_ICONS: Record<ViewName, ReactNode> = {
  'my-open': icon(CircleUser),
  unassigned: icon(CircleDashed),
  unresolved: icon(Inbox),
  pending: <StatusIcon status="pending" />,
  'on-hold': <StatusIcon status="on_hold" />,
  resolved: <StatusIcon status="resolved" />,
  closed: <StatusIcon status="closed" />,
  all: icon(Layers),
  deleted: icon(Trash2),
}
const VIEW_ORDER: ViewName[] = [
  'my-open',
  'unassigned',
  'unresolved',
  'pending',
  'on-hold',
  'resolved',
  'closed',
  'all',
]

/** Where work waits: how much of it is said. */
const COUNTED: ViewName[] = ['my-open', 'unassigned', 'unresolved', 'pending', 'on-hold']

/** Views that a ticket is not put into: it is there anyway, or is deleted. */
const TAKE_NONE: ViewName[] = ['unresolved', 'all', 'deleted']

/** The places one can go to. `narrow` leaves the icons alone. */
export function Nav({ narrow = false }: { narrow?: boolean }) {
  const teams = useTeams()
  const mayWrite = useMayWrite()
  const atCompanies = useLocation({ select: ({ pathname }) => pathname.startsWith('/companies') })
  const names = useMayDelete() ? [...VIEW_ORDER, 'deleted' as const] : VIEW_ORDER
  return (
    <nav aria-label={t('nav.label')} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 pt-1 pb-3">
      <div className="flex flex-col gap-px">
        <NavItem
          narrow={narrow}
          label={t('nav.notices')}
          icon={<Bell size={16} strokeWidth={1.75} />}
          link={{ to: '/notifications' }}
          mark={<UnreadCount narrow={narrow} />}
        />
        <NavItem narrow={narrow} label={t('nav.dashboard')} icon={icon(LayoutDashboard)} link={{ to: '/dashboard' }} />
        <NavItem
          narrow={narrow}
          label={t('nav.customers')}
          icon={icon(Contact)}
          link={{ to: '/people' }}
          current={atCompanies}
        />
      </div>
      <NavGroup label={t('nav.views')} narrow={narrow}>
        {names.map((name) => (
          <NavItem
            key={name}
            narrow={narrow}
            label={t(`view.${name}`)}
            icon={VIEW_ICONS[name]}
            link={{ to: '/views/$view', params: { view: name } }}
            takes={TAKE_NONE.includes(name) ? undefined : name}
            mark={!narrow && COUNTED.includes(name) && <FoundIn view={name} />}
          />
        ))}
      </NavGroup>
      <SavedNav narrow={narrow} />
      {mayWrite && (
        <NavGroup label={t('nav.unsent')} narrow={narrow}>
          <NavItem narrow={narrow} label={t('nav.drafts')} icon={icon(PencilLine)} link={{ to: '/drafts' }} />
          <NavItem narrow={narrow} label={t('nav.scheduled')} icon={icon(CalendarClock)} link={{ to: '/scheduled' }} />
        </NavGroup>
      )}
      {teams.length > 0 && (
        <NavGroup label={t('nav.teams')} narrow={narrow}>
          {teams.map((team) => (
            <NavItem
              key={team.id}
              narrow={narrow}
              label={team.name}
              icon={<TeamTile name={team.name} />}
              link={{ to: '/views/$view', params: { view: teamView(team.id) } }}
              takes={teamView(team.id)}
              mark={!narrow && <FoundIn view={teamView(team.id)} />}
            />
          ))}
        </NavGroup>
      )}
      <NavGroup label={t('nav.admin')} narrow={narrow}>
        <NavItem narrow={narrow} label={t('nav.settings')} icon={icon(Settings)} link={{ to: '/settings' }} />
      </NavGroup>
    </nav>
  )
}

export function TeamTile({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-4 items-center justify-center rounded-[4px] border border-line-strong text-[9px] leading-none font-semibold"
    >
      {[...name][0]?.toUpperCase()}
    </span>
  )
}

function NavGroup({ label, narrow, children }: { label: string; narrow: boolean; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-px">
      {narrow ? (
        <span className="mx-2 mb-1 h-px bg-line first:hidden" />
      ) : (
        <h2 className="px-2 pt-1 pb-1 text-2xs font-medium text-quiet">{label}</h2>
      )}
      {children}
    </div>
  )
}

type ItemProps = {
  label: string
  icon: ReactNode
  link: Pick<LinkProps, 'to' | 'params'>
  narrow: boolean
  /** One is there, though the address is another. */
  current?: boolean
  /** The view that tickets which are let go here come into. */
  takes?: string | undefined
  /** Beside the name, or on the icon's corner; may be fetched after everything else. */
  mark?: ReactNode
}

function NavItem({ label, icon, link, narrow, current = false, takes, mark }: ItemProps) {
  const { over, target } = useTicketDrop(useMayWrite() && takes ? dropOnView(takes) : null)
  const item = (
    <Link
      {...link}
      {...target}
      {...(current && { 'aria-current': 'page' as const })}
      activeOptions={{ exact: false, includeSearch: false }}
      className={cn(
        'flex h-7.5 items-center gap-2.5 rounded-control px-2 text-body transition-colors duration-(--motion-quick) hover:bg-selected/70 hover:text-strong aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-strong pointer-coarse:h-11',
        narrow && 'relative justify-center px-0',
        over && 'bg-accent-soft',
      )}
    >
      <span className="flex w-4 shrink-0 justify-center text-icon">{icon}</span>
      <span className={narrow ? 'sr-only' : 'truncate'}>{label}</span>
      {mark && <Suspense>{mark}</Suspense>}
    </Link>
  )
  return narrow ? (
    <Tooltip text={label} side="end">
      {item}
    </Tooltip>
  ) : (
    item
  )
}
