import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

const TONES = {
  neutral: 'bg-selected text-strong',
  warning: 'bg-warning-soft text-warning-text',
  danger: 'bg-danger-soft text-danger-text',
}

type Props = {
  icon?: LucideIcon
  tone?: keyof typeof TONES
  action?: ReactNode
  children: ReactNode
  className?: string
}

/** One quiet line about the state of things, with at most one thing to do. */
export function Banner({ icon: Icon, tone = 'neutral', action, children, className }: Props) {
  return (
    <div role="status" className={cn('flex min-h-8 items-center gap-2 px-4 py-1.5 text-xs', TONES[tone], className)}>
      {Icon && <Icon size={14} className="shrink-0" aria-hidden="true" />}
      <span className="flex-1">{children}</span>
      {action}
    </div>
  )
}
