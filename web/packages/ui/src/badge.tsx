import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const badge = cva('inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-2xs font-medium whitespace-nowrap', {
  variants: {
    tone: {
      neutral: 'bg-selected text-strong',
      warning: 'bg-warning-soft text-warning-text',
      danger: 'bg-danger-soft text-danger-text',
      success: 'bg-success-soft text-success-text',
      note: 'bg-note text-note-ink',
    },
  },
  defaultVariants: { tone: 'neutral' },
})

export function Badge({ tone, className, ...props }: ComponentProps<'span'> & VariantProps<typeof badge>) {
  return <span className={cn(badge({ tone }), className)} {...props} />
}

/** Unread: a small accent tile. Weight says it as well, so it is never colour alone. */
export function UnreadTile({ label, className }: { label?: string; className?: string }) {
  return (
    <span
      role={label ? 'img' : undefined}
      aria-label={label}
      className={cn(
        'inline-block size-1.75 shrink-0 rotate-12 rounded-[2px] bg-accent forced-color-adjust-none',
        className,
      )}
    />
  )
}
