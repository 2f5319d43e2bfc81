import { cn } from './cn'

/** A place held in the shape of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block animate-skeleton rounded-sm bg-selected', className)} />
}
