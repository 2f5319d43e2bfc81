import '@/shared/i18n/dashboard'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Banner, Button, Select, Skeleton, cn, passFocus } from '@tessera/ui'
import { Eye } from 'lucide-react'
import { useRef, useState } from 'react'
import { useCommand } from '@/shared/hotkeys'
import { t } from '@/shared/i18n'
import { isCopied, isFailed, useSyncState } from '@/shared/replica/use-list'
import { useTeams } from '@/shared/tickets/queries'
import { Page } from '@/shared/page'
import { useArranged } from './arranged'
import { Narrowed } from './list-link'
import { spansOf } from './spans'
import { RANGES, type Range } from './statistics'
import { useStatistics } from './use-statistics'
import { WidgetCard } from './widget-card'
import { WIDGETS } from './widgets'

const USUAL: Range = 30
const EVERYBODY = 'all'

/** The work as it stands, in numbers that open the tickets behind them. */
export function DashboardPage() {
  const search = useSearch({ from: '/shell/dashboard' })
  const days = RANGES.find((each) => each === search.days) ?? USUAL
  const teams = useTeams()
  const team = teams.find((each) => each.id === search.team)?.id ?? null
  const [arranging, setArranging] = useState(false)
  const toggle = useRef<HTMLButtonElement>(null)
  useCommand(
    'back',
    () => {
      // What moved a widget goes, and may have the focus.
      toggle.current?.focus()
      setArranging(false)
    },
    arranging,
  )
  const copied = useSyncState(isCopied)
  const failed = useSyncState(isFailed)
  return (
    <Page
      wide
      title={t('dashboard.title')}
      action={
        <Button
          ref={toggle}
          size="sm"
          variant="ghost"
          aria-pressed={arranging}
          onClick={() => setArranging(!arranging)}
        >
          {t(arranging ? 'dashboard.done' : 'dashboard.arrange')}
        </Button>
      }
    >
      {!copied && failed && <Banner tone="danger">{t('dashboard.failed')}</Banner>}
      {!copied && !failed && <Waiting />}
      {copied && (
        <Narrowed value={team ? `team:${team}` : ''}>
          <Scope days={days} team={team} />
          <Widgets days={days} team={team} arranging={arranging} />
        </Narrowed>
      )}
    </Page>
  )
}

function Scope({ days, team }: { days: Range; team: string | null }) {
  const teams = useTeams()
  const navigate = useNavigate()
  const go = (wish: { days?: number; team?: string | undefined }) =>
    void navigate({ to: '/dashboard', search: (before) => ({ ...before, ...wish }), replace: true })
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3">
      <div role="group" aria-label={t('dashboard.range')} className="flex gap-0.5">
        {RANGES.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === days}
            onClick={() => go({ days: each })}
            className="h-7 rounded-control px-2 text-xs text-body hover:bg-hover hover:text-strong aria-pressed:bg-selected aria-pressed:text-strong pointer-coarse:h-11 pointer-coarse:px-3"
          >
            {t('dashboard.days', { count: each })}
          </button>
        ))}
      </div>
      {teams.length > 0 && (
        <div className="w-48">
          <Select
            label={t('dashboard.team')}
            value={team ?? EVERYBODY}
            options={[
              { value: EVERYBODY, label: t('dashboard.everybody') },
              ...teams.map((each) => ({ value: each.id, label: each.name })),
            ]}
            onChange={(value) => go({ team: value === EVERYBODY ? undefined : value })}
          />
        </div>
      )}
    </div>
  )
}

const GRID = 'grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-3'
/** By the columns that a card takes where there are two, and where there are three. */
const TWO = ['', 'md:col-span-1', 'md:col-span-2']
const THREE = ['', 'xl:col-span-1', 'xl:col-span-2', 'xl:col-span-3']

function Widgets({ days, team, arranging }: { days: Range; team: string | null; arranging: boolean }) {
  const numbers = useStatistics(days, team)
  const { shown, hidden, move, hide, show, reset } = useArranged()
  const wide = shown.map((id) => WIDGETS[id].wide)
  const two = spansOf(wide, 2)
  const three = spansOf(wide, 3)
  return (
    <>
      {arranging && (
        <div className="mb-4 flex flex-wrap items-center gap-2 text-quiet" data-testid="hidden-widgets">
          <p className="me-auto">{t('dashboard.arrangeText')}</p>
          {hidden.map((id) => (
            <Button key={id} ref={passFocus} size="sm" onClick={() => show(id)}>
              <Eye size={14} aria-hidden="true" className="text-icon" />
              {t('dashboard.show', { name: t(`dashboard.widget.${id}`) })}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={reset}>
            {t('dashboard.reset')}
          </Button>
        </div>
      )}
      <div className={GRID}>
        {shown.map((id, at) => {
          const { Body } = WIDGETS[id]
          const place = { at, last: shown.length - 1, onMove: move, onHide: () => hide(id) }
          return (
            <WidgetCard
              key={id}
              id={id}
              className={cn(TWO[two[at]!], THREE[three[at]!])}
              place={arranging ? place : null}
            >
              <Body numbers={numbers} days={days} />
            </WidgetCard>
          )
        })}
      </div>
    </>
  )
}

function Waiting() {
  return (
    <div role="status" aria-label={t('dashboard.waitingForTickets')} className={GRID}>
      {[true, false, true, false].map((wide, at) => (
        <div key={at} className={cn('rounded-surface border border-line p-4', wide && 'md:col-span-2')}>
          <Skeleton className="mb-6 h-3 w-24" />
          <Skeleton className="h-16" />
        </div>
      ))}
    </div>
  )
}
