import { X } from 'lucide-react'
import { cn } from './cn'
import { type Colour, PaintTile } from './paint'

type Props = {
  name: string
  colour?: Colour | undefined
  onRemove?: () => void
  removeLabel?: string
  className?: string
}

/** A tag, quietly. */
export function Tag({ name, colour, onRemove, removeLabel, className }: Props) {
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-40 shrink-0 items-center rounded-sm border border-line px-1.5 text-2xs text-body',
        className,
      )}
    >
      {colour && colour !== 'grey' && <PaintTile colour={colour} className="me-1 size-1.75" />}
      <span dir="auto" className="truncate">
        {name}
      </span>
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="-me-1 ms-0.5 inline-flex size-4 items-center justify-center rounded-sm text-icon touch-target hover:text-strong"
        >
          <X size={11} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
