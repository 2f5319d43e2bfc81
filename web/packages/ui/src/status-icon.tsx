import { cn } from './cn'
import { type Colour, paintOf } from './paint'

export type Status = 'open' | 'pending' | 'on_hold' | 'resolved' | 'closed'

const COLOURS: Record<Status, string> = {
  open: 'text-status-open',
  pending: 'text-status-pending',
  on_hold: 'text-status-on-hold',
  resolved: 'text-status-resolved',
  closed: 'text-status-closed',
}

function Shape({ status }: { status: Status }) {
  switch (status) {
    case 'open':
      return null
    case 'pending':
      return <path d="M8 4.25a3.75 3.75 0 0 1 0 7.5Z" fill="currentColor" />
    case 'on_hold':
      return <path d="M6.4 5.5v5M9.6 5.5v5" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    case 'resolved':
      return (
        <path
          d="m5.4 8.2 1.8 1.8 3.5-3.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )
    case 'closed':
      return <circle cx="8" cy="8" r="6.25" fill="currentColor" />
  }
}

type Props = { status: Status; colour?: Colour | undefined; label?: string; size?: number; className?: string }

/**
 * A status is a shape before it is a colour: ring, half ring, pause, check, filled. An organization's own has its
 * category's shape in a `colour` of its own.
 */
export function StatusIcon({ status, colour, label, size = 16, className }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      style={colour && { color: paintOf(colour) }}
      className={cn('shrink-0', !colour && COLOURS[status], className)}
    >
      {label && <title>{label}</title>}
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <Shape status={status} />
    </svg>
  )
}
