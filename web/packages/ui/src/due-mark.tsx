import { cn } from './cn'

export type DueState = 'ok' | 'soon' | 'over'

const COLOURS: Record<DueState, string> = {
  ok: 'text-icon',
  soon: 'text-warning-text',
  over: 'text-danger-text',
}
const ROUND = 2 * Math.PI * 5.5

type Props = { state: DueState; /** What is left, 0 to 1. */ share: number; text: string; className?: string }

/** A due time: a thin arc that runs down, and the word. What is overdue is a full ring with a stroke in it. */
export function DueMark({ state, share, text, className }: Props) {
  return (
    <span
      title={text}
      className={cn(
        // The arc says most of it: where there is no room for the words, they go.
        'inline-flex min-w-3.5 items-center gap-1 whitespace-nowrap tabular-nums',
        COLOURS[state],
        className,
      )}
    >
      <svg
        width="14"
        height="14"
        className="shrink-0"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        aria-hidden="true"
      >
        <circle cx="7" cy="7" r="5.5" strokeWidth="1.5" opacity={state === 'over' ? 1 : 0.25} />
        {state === 'over' ? (
          <path d="M7 4.4v3.2M7 9.5v.1" strokeWidth="1.6" strokeLinecap="round" />
        ) : (
          <circle
            cx="7"
            cy="7"
            r="5.5"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeDasharray={`${Math.max(0.04, Math.min(1, share)) * ROUND} ${ROUND}`}
            transform="rotate(-90 7 7)"
          />
        )}
      </svg>
      <span className={cn('truncate text-2xs', state !== 'ok' && 'font-medium')}>{text}</span>
    </span>
  )
}
