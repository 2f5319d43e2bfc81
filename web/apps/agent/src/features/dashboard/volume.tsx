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
  const step = (by: number) => {
    const bars = [...chart.current!.querySelectorAll('a')]
    const at = bars.indexOf(document.activeElement as HTMLAnchorElement)
    bars[Math.min(bars.length - 1, Math.max(0, at + by))]?.focus()
  }
  return (
    <>
      <div className="flex flex-wrap gap-x-8 gap-y-2">
        <Total mark="bg-accent" label={t('dashboard.created')} days={days} {...created} />
        <Total mark="bg-line-strong" label={t('dashboard.resolved')} days={days} {...resolved} />
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
          <ListLink
            key={span.start}
            view="all"
            filter={`created.after:${iso(span.start)} created.before:${iso(span.end)}`}
            tabIndex={at === spans.length - 1 ? 0 : -1}
            title={said(span)}
            aria-label={said(span)}
            className="flex min-w-0 flex-1 items-end justify-center gap-px rounded-t-control px-px hover:bg-hover"
          >
            <Bar share={span.created / most} className="bg-accent" />
            <Bar share={span.resolved / most} className="bg-line-strong" />
          </ListLink>
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

function Bar({ share, className }: { share: number; className: string }) {
  return (
    <span
      className={cn('block w-full max-w-3 rounded-t-[2px]', className)}
      style={{ height: share > 0 ? `max(2px, ${share * 100}%)` : 0 }}
    />
  )
}

type TotalProps = { mark: string; label: string; count: number; before: number; days: number }

function Total({ mark, label, count, before, days }: TotalProps) {
  return (
    <div className="flex flex-col">
      <span className="text-xl font-semibold text-strong tabular-nums">{number.format(count)}</span>
      <span className="flex items-center gap-1.5 text-xs text-quiet">
        <span className={cn('size-2 rounded-[2px]', mark)} aria-hidden="true" />
        {label}
      </span>
      <Change now={count} before={before} days={days} count={before} />
    </div>
  )
}
