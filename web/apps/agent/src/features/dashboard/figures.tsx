import { cn } from '@tessera/ui'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { t, LOCALE } from '@/shared/i18n'
import { formatSpan } from '@/shared/time/format'
import { ListLink } from './list-link'

export const number = new Intl.NumberFormat(LOCALE)
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent' })

type FigureProps = {
  label: string
  value: number
  view: 'all' | 'unresolved'
  filter: string
  tone?: 'danger' | 'warning' | undefined
}

/** A number that leads to its tickets. Zero is quiet: there is nothing to do. */
export function Figure({ label, value, view, filter, tone }: FigureProps) {
  const colour =
    value === 0
      ? 'text-quiet'
      : tone === 'danger'
        ? 'text-danger-text'
        : tone === 'warning'
          ? 'text-warning-text'
          : 'text-strong'
  return (
    <ListLink
      view={view}
      filter={filter}
      className="-mx-2 flex min-h-11 flex-col rounded-control px-2 py-1.5 hover:bg-hover"
    >
      <span className={cn('text-xl font-semibold tabular-nums', colour)}>{number.format(value)}</span>
      <span className="text-xs text-quiet">{label}</span>
    </ListLink>
  )
}

/** Of fewer than so many tickets, a share says nothing. */
const ENOUGH = 10

/** How a count stands to that of the days before. What is good is not for us to say, so it has no colour. */
export function Change({ now, before, days, count }: { now: number; before: number; days: number; count: number }) {
  if (count < ENOUGH) return null
  const change = (now - before) / before
  const Icon = change < 0 ? ArrowDown : ArrowUp
  return (
    <span className="inline-flex items-center gap-0.5 text-xs text-quiet tabular-nums">
      {change !== 0 && <Icon size={12} aria-hidden="true" />}
      <span>
        {t('dashboard.change', { change: percent.format(Math.abs(change)), direction: direction(change), days })}
      </span>
    </span>
  )
}

const direction = (change: number) => (change < 0 ? 'less' : change > 0 ? 'more' : 'same')

export function Span({ ms }: { ms: number | null }) {
  return <span className="tabular-nums">{ms === null ? '–' : formatSpan(ms, LOCALE)}</span>
}
