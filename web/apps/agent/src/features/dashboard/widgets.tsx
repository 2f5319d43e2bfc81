import { Avatar, DueMark, EmptyAvatar, useNow } from '@tessera/ui'
import { type ReactNode } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { dueOf } from '@/shared/time/due'
import { formatSpan } from '@/shared/time/format'
import { useAgents, useTeams } from '@/shared/tickets/queries'
import { ToTicket } from '@/shared/tickets/to-ticket'
import { Activity } from './activity'
import { Change, Figure, Span, number } from './figures'
import { ListLink } from './list-link'
import { type Length, type Load, type Statistics, midnight } from './statistics'
import { Volume } from './volume'

export type WidgetProps = { numbers: Statistics; days: number }

/** What there is, in the order that a newcomer sees; `wide` ones take two columns where there is room. */
export const WIDGETS = {
  mine: { Body: Mine, wide: true },
  due: { Body: Due, wide: false },
  volume: { Body: Volume, wide: true },
  firstReply: { Body: FirstReply, wide: false },
  agents: { Body: Agents, wide: false },
  teams: { Body: Teams, wide: false },
  resolution: { Body: Resolution, wide: false },
  channels: { Body: Channels, wide: false },
  activity: { Body: Activity, wide: true },
} as const
export type WidgetId = keyof typeof WIDGETS
export const WIDGET_IDS = Object.keys(WIDGETS) as WidgetId[]

function Mine({ numbers: { mine } }: WidgetProps) {
  const common = { view: 'unresolved' } as const
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-2 md:grid-cols-4">
      <Figure {...common} label={t('dashboard.open')} value={mine.open} filter="assignee:me" />
      <Figure {...common} label={t('dashboard.waiting')} value={mine.waiting} filter="assignee:me last_by:customer" />
      <Figure
        {...common}
        label={t('dashboard.dueToday')}
        value={mine.dueToday}
        filter="assignee:me due.after:+0m due.before:tomorrow"
        tone="warning"
      />
      <Figure
        {...common}
        label={t('dashboard.overdue')}
        value={mine.overdue}
        filter="assignee:me due.before:+0m"
        tone="danger"
      />
    </div>
  )
}

function Due({ numbers: { due } }: WidgetProps) {
  const now = useNow()
  const more = due.overdue + due.today
  if (due.tickets.length === 0) return <Quiet>{t('dashboard.nothingDue')}</Quiet>
  return (
    <>
      <ul className="-mx-2 flex flex-col">
        {due.tickets.map((ticket) => {
          const state = dueOf(ticket, now)!
          return (
            <li key={ticket.id}>
              <ToTicket
                ticketId={ticket.id}
                among="due"
                className="flex h-8 items-center gap-3 rounded-control px-2 hover:bg-hover pointer-coarse:h-11"
              >
                <span className="min-w-0 flex-1 truncate text-strong">{ticket.subject}</span>
                <DueMark
                  {...state}
                  text={t(state.state === 'over' ? 'due.over' : 'due.in', { span: formatSpan(state.ms, LOCALE) })}
                />
              </ToTicket>
            </li>
          )
        })}
      </ul>
      {more > 0 && (
        <ListLink view="unresolved" filter="due.before:tomorrow" order="due" className={MORE}>
          {t('dashboard.dueSum', { overdue: due.overdue, today: due.today })}
        </ListLink>
      )}
    </>
  )
}

const MORE = 'mt-2 inline-block text-xs text-accent-text underline-offset-2 hover:underline pointer-coarse:py-3'

function FirstReply({ numbers: { firstReply, unanswered }, days }: WidgetProps) {
  return (
    <>
      <Lengths length={firstReply} days={days} field="first_reply" />
      {unanswered > 0 && (
        <ListLink view="unresolved" filter="first_reply.unset" order="created" className={MORE}>
          {t('dashboard.unanswered', { count: unanswered })}
        </ListLink>
      )}
    </>
  )
}

function Resolution({ numbers: { resolution }, days }: WidgetProps) {
  return <Lengths length={resolution} days={days} field="resolved" />
}

/** The middle one says more than the mean, which one forgotten ticket spoils. */
function Lengths({ length, days, field }: { length: Length; days: number; field: string }) {
  const now = useNow()
  if (length.median === null) return <Quiet>{t('dashboard.nothingYet')}</Quiet>
  const filter = `${field}.after:${new Date(midnight(now, 1 - days)).toISOString()}`
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <div className="flex flex-col-reverse">
        <dt className="text-xs text-quiet">{t('dashboard.median')}</dt>
        <dd className="text-xl font-semibold text-strong">
          <Span ms={length.median} />
        </dd>
      </div>
      <div className="flex flex-col-reverse">
        <dt className="text-xs text-quiet">{t('dashboard.slowest')}</dt>
        <dd className="text-xl font-semibold text-strong">
          <Span ms={length.slowest} />
        </dd>
      </div>
      <div className="basis-full text-xs text-quiet">
        <dt className="sr-only">{t('dashboard.basis')}</dt>
        <dd className="flex flex-wrap items-center gap-x-2">
          <ListLink view="all" filter={filter} className="text-accent-text underline-offset-2 hover:underline">
            {t('dashboard.of', { count: length.count })}
          </ListLink>
          {length.before !== null && (
            <Change now={length.median} before={length.before} days={days} count={length.count} />
          )}
        </dd>
      </div>
    </dl>
  )
}

function Agents({ numbers: { agents } }: WidgetProps) {
  const known = useAgents()
  const nameOf = (id: string | null) =>
    id === null ? t('dashboard.nobody') : (known.find((each) => each.id === id)?.name ?? t('dashboard.gone'))
  return <Loads loads={agents} field="assignee" nameOf={nameOf} avatars />
}

function Teams({ numbers: { teams } }: WidgetProps) {
  const known = useTeams()
  const nameOf = (id: string | null) =>
    id === null ? t('dashboard.noTeam') : (known.find((each) => each.id === id)?.name ?? t('dashboard.gone'))
  return <Loads loads={teams} field="team" nameOf={nameOf} />
}

type LoadsProps = { loads: Load[]; field: string; nameOf: (id: string | null) => string; avatars?: boolean }

function Loads({ loads, field, nameOf, avatars }: LoadsProps) {
  const most = Math.max(1, ...loads.map(({ open }) => open))
  if (loads.length === 0) return <Quiet>{t('dashboard.nothingOpen')}</Quiet>
  return (
    <Bars>
      {loads.slice(0, MOST_BARS).map(({ id, open, overdue }) => (
        <Row
          key={id}
          view="unresolved"
          filter={`${field}:${id ?? 'none'}`}
          icon={avatars && (id ? <Avatar name={nameOf(id)} size={20} title={false} /> : <EmptyAvatar size={20} />)}
          name={nameOf(id)}
          count={open}
          share={open / most}
          note={overdue > 0 ? t('dashboard.overdueOf', { count: overdue }) : undefined}
        />
      ))}
    </Bars>
  )
}

const MOST_BARS = 8

function Channels({ numbers: { channels }, days }: WidgetProps) {
  const now = useNow()
  const most = Math.max(1, ...channels.map(({ count }) => count))
  if (channels.length === 0) return <Quiet>{t('dashboard.nothingYet')}</Quiet>
  const since = new Date(midnight(now, 1 - days)).toISOString()
  return (
    <Bars>
      {channels.map(({ channel, count }) => (
        <Row
          key={channel}
          view="all"
          filter={`channel:${channel} created.after:${since}`}
          name={t(`channel.${channel}`)}
          count={count}
          share={count / most}
        />
      ))}
    </Bars>
  )
}

function Bars({ children }: { children: ReactNode }) {
  return <ul className="-mx-2 flex flex-col">{children}</ul>
}

type RowProps = {
  view: 'all' | 'unresolved'
  filter: string
  icon?: ReactNode
  name: string
  count: number
  share: number
  note?: string | undefined
}

function Row({ view, filter, icon, name, count, share, note }: RowProps) {
  return (
    <li>
      <ListLink
        view={view}
        filter={filter}
        className="flex min-h-9 items-center gap-2.5 rounded-control px-2 py-1 hover:bg-hover pointer-coarse:min-h-11"
      >
        {icon}
        <span className="flex min-w-0 flex-1 flex-col gap-1">
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1 truncate text-strong">{name}</span>
            {note && <span className="text-2xs text-danger-text">{note}</span>}
            <span className="text-body tabular-nums">{number.format(count)}</span>
          </span>
          <span
            aria-hidden="true"
            className="h-1 rounded-full bg-accent forced-color-adjust-none"
            style={{ width: `max(2px, ${share * 100}%)` }}
          />
        </span>
      </ListLink>
    </li>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return <p className="text-quiet">{children}</p>
}
