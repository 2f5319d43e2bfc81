import { cn } from './cn'

export type Priority = 'low' | 'normal' | 'high' | 'urgent'

const LEVEL: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 4 }
const BARS = [
  'M1.5 10.75a.75.75 0 0 1 .75-.75h1a.75.75 0 0 1 .75.75v2.5a.75.75 0 0 1-.75.75h-1a.75.75 0 0 1-.75-.75Z',
  'M5 8.25a.75.75 0 0 1 .75-.75h1a.75.75 0 0 1 .75.75v5a.75.75 0 0 1-.75.75h-1a.75.75 0 0 1-.75-.75Z',
  'M8.5 5.75a.75.75 0 0 1 .75-.75h1a.75.75 0 0 1 .75.75v7.5a.75.75 0 0 1-.75.75h-1a.75.75 0 0 1-.75-.75Z',
  'M12 3.25a.75.75 0 0 1 .75-.75h1a.75.75 0 0 1 .75.75v10a.75.75 0 0 1-.75.75h-1a.75.75 0 0 1-.75-.75Z',
]

/** Priority as one to four bars; only urgent has a colour as well. */
export function PriorityIcon({ priority, label, size = 16 }: { priority: Priority; label?: string; size?: number }) {
  const level = LEVEL[priority]
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={cn('shrink-0', priority === 'urgent' ? 'text-urgent' : 'text-icon')}
    >
      {label && <title>{label}</title>}
      {/* Two paths, not four bars: every row of a list has one of these. */}
      <path d={BARS.slice(0, level).join('')} fill="currentColor" />
      {level < 4 && <path d={BARS.slice(level).join('')} fill="currentColor" opacity="0.28" />}
    </svg>
  )
}
