import { cn } from './cn'

export type Priority = 'low' | 'normal' | 'high' | 'urgent'

const LEVEL: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 4 }
const BARS = [
  { x: 1.5, height: 4 },
  { x: 5, height: 6.5 },
  { x: 8.5, height: 9 },
  { x: 12, height: 11.5 },
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
      {BARS.map((bar, index) => (
        <rect
          key={bar.x}
          x={bar.x}
          y={14 - bar.height}
          width="2.5"
          height={bar.height}
          rx="0.75"
          fill="currentColor"
          opacity={index < level ? 1 : 0.28}
        />
      ))}
    </svg>
  )
}
