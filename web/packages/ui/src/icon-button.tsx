import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Tooltip } from './tooltip'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon
  /** The button's name: read aloud and shown in the tooltip. */
  label: string
  keys?: string | undefined
  pressed?: boolean
  size?: number
}

export function IconButton({ icon: Icon, label, keys, pressed, size = 16, className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cn(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-icon transition-colors duration-(--motion-quick) hover:bg-hover hover:text-strong disabled:opacity-40 aria-expanded:bg-hover aria-pressed:bg-selected aria-pressed:text-strong pointer-coarse:size-11',
          className,
        )}
        {...props}
      >
        <Icon size={size} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </Tooltip>
  )
}
