import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { onEscape } from './escape'
import { ReturnFocus, unlessReturned } from './return-focus'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  closeLabel: string
  /** A question of a few lines. */
  short?: boolean
  className?: string
  children: ReactNode
}

/** A window over the page; on a phone the whole screen, or for a short question its lower edge. */
export function Dialog({ open, onOpenChange, title, description, closeLabel, short, className, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 not-data-[state=closed]:animate-fade bg-scrim" />
        <Radix.Content
          {...(!description && { 'aria-describedby': undefined })}
          onKeyDown={onEscape(() => onOpenChange(false))}
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={unlessReturned}
          className={cn(
            'fixed inset-x-0 bottom-0 z-50 flex not-data-[state=closed]:animate-float flex-col overflow-hidden bg-raised shadow-float outline-none md:top-[12vh] md:bottom-auto md:mx-auto md:max-h-[76vh] md:max-w-[calc(100vw-2rem)] md:rounded-surface',
            short
              ? 'max-h-full rounded-t-surface pb-[env(safe-area-inset-bottom)] md:w-[24rem] md:pb-0'
              : 'top-0 md:w-[36rem]',
            className,
          )}
        >
          <ReturnFocus />
          <header className="flex h-12 shrink-0 items-center gap-2 ps-5 pe-2">
            <Radix.Title className="flex-1 text-md font-semibold text-strong">{title}</Radix.Title>
            <Radix.Close
              aria-label={closeLabel}
              className="inline-flex size-8 items-center justify-center rounded-control text-icon hover:bg-hover-raised hover:text-strong pointer-coarse:size-11"
            >
              <X size={16} aria-hidden="true" />
            </Radix.Close>
          </header>
          {description && <Radix.Description className="px-5 pb-3 text-quiet">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A dialog with a form begins in its first field, one that asks on the answer marked `data-first`: not on the closing button. */
function focusFirstField(event: Event) {
  const field = (event.target as HTMLElement | null)?.querySelector<HTMLElement>('input, textarea, [data-first]')
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** What scrolls in a dialog. One that holds nothing to focus takes `tabIndex={0}`, so that keys can scroll it. */
export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div className={cn('flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5', className)} {...props} />
  )
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-5 py-3">{children}</footer>
  )
}
