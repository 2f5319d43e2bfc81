import { cn } from '@tessera/ui'
import { useRef } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { Change, number } from './figures'
import { ListLink } from './list-link'
import type { Span, Statistics } from './statistics'

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' })

/** What came in beside what was done. One stop for the Tab key; the arrows go through the days. */
export function Volume({ numbers, days }: { numbers: Statistics; days: number }) {
  const chart = useRef<HTMLDivElement>(null)
  const { spans, created, resolved } = numbers
  const most = Math.max(1, ...spans.flatMap((span) => [span.created, span.resolved]))
  const { start } = spans[0]!
  const step = (by: number) => {
    const bars = [...chart.current!.querySelectorAll('a')]
    const at = bars.indexOf(document.activeElement as HTMLAnchorElement)
    bars[Math.min(bars.length - 1, Math.max(0, at + by))]?.focus()
  }
  return (
    <>
      <div className="flex flex-wrap gap-x-8 gap-y-2">
        <Total what="created" since={start} days={days} {...created} />
        <Total what="resolved" since={start} days={days} {...resolved} />
      </div>
      {/* The links in it are what has the focus; the keys reach it from there. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={chart}
        role="group"
        aria-label={t('dashboard.volumeChart')}
        className="mt-4 flex h-32 items-stretch border-b border-line-strong"
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
          if (by === undefined) return
          event.preventDefault()
          step(document.dir === 'rtl' ? -by : by)
        }}
      >
        {spans.map((span, at) => (
          <div key={span.start} className="flex min-w-0 flex-1 px-px hover:bg-hover" title={said(span)}>
            <Bar of={span} what="created" most={most} className="justify-end" />
            <Bar of={span} what="resolved" most={most} last={at === spans.length - 1} />
          </div>
        ))}
      </div>
      <div className="mt-1 flex justify-between text-2xs text-quiet tabular-nums" aria-hidden="true">
        <span>{day.format(spans[0]!.start)}</span>
        <span>{day.format(spans.at(-1)!.end - 1)}</span>
      </div>
    </>
  )

  function said({ start, end, created, resolved }: Span): string {
    const when = day.formatRange(start, end - 1)
    return t('dashboard.span', { when, created: number.format(created), resolved: number.format(resolved) })
  }
}

const iso = (at: number) => new Date(at).toISOString()

type What = 'created' | 'resolved'
type BarProps = { of: Span; what: What; most: number; last?: boolean; className?: string }

/** Half of a day's column, from top to bottom: it leads to what came in that day, or to what was resolved. */
function Bar({ of, what, most, last = false, className }: BarProps) {
  const { start, end } = of
  const share = of[what] / most
  return (
    <ListLink
      view="all"
      filter={`${what}.after:${iso(start)} ${what}.before:${iso(end)}`}
      tabIndex={last ? 0 : -1}
      aria-label={t(`dashboard.spanOf.${what}`, {
        when: day.formatRange(start, end - 1),
        count: number.format(of[what]),
      })}
      className={cn('flex min-w-0 flex-1 items-end rounded-t-control px-[0.5px] hover:bg-pressed', className)}
    >
      <span
        className={cn('block w-full max-w-3 rounded-t-[2px]', MARK[what])}
        style={{ height: share > 0 ? `max(2px, ${share * 100}%)` : 0 }}
      />
    </ListLink>
  )
}

const MARK = {
  created: 'bg-accent forced-color-adjust-none',
  resolved: 'bg-line-strong forced-colors:bg-[CanvasText]',
}

type TotalProps = { what: What; since: number; count: number; before: number; days: number }

function Total({ what, since, count, before, days }: TotalProps) {
  return (
    <div className="flex flex-col">
      <ListLink
        view="all"
        filter={`${what}.after:${iso(since)}`}
        className="-mx-2 flex min-h-11 flex-col rounded-control px-2 py-1 hover:bg-hover"
      >
        <span className="text-xl font-semibold text-strong tabular-nums">{number.format(count)}</span>
        <span className="flex items-center gap-1.5 text-xs text-quiet">
          <span className={cn('size-2 rounded-[2px]', MARK[what])} aria-hidden="true" />
          {t(`dashboard.${what}`)}
        </span>
      </ListLink>
      <Change now={count} before={before} days={days} count={before} />
    </div>
  )
}
