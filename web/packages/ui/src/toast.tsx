import { X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'

export type ToastData = {
  id: string
  text: string
  detail?: string | undefined
  tone?: 'neutral' | 'danger'
  /** Milliseconds that it stays; long enough to be read unless it says otherwise. */
  duration?: number | undefined
  action?: { label: string; run: () => void } | undefined
}

type Props = { toasts: ToastData[]; onDismiss: (id: string) => void; label: string; closeLabel: string }

/** A phone has no room beside what is being written at its bottom (`data-writes`): they stand under the two bars on top. */
const WHILE_WRITING =
  'max-md:[body:has([data-writes])_&]:top-[calc(2*var(--bar-height)+8px)] max-md:[body:has([data-writes])_&]:bottom-auto'

/** Without a list beside it (`data-full`), what is written reaches to the sidebar: they stand in the other corner. */
const WITHOUT_LIST =
  'md:[body:has([data-full]_[data-writes])_&]:start-auto md:[body:has([data-full]_[data-writes])_&]:end-4 md:[body:has([data-full]_[data-writes])_&]:top-[calc(var(--bar-height)+8px)] md:[body:has([data-full]_[data-writes])_&]:bottom-auto md:[body:has([data-full]_[data-writes])_&]:items-end'

/** Words about what was just done, at the bottom, with the way back. An error stays until it is read. */
export function Toaster({ toasts, onDismiss, label, closeLabel }: Props) {
  return (
    <Radix.Provider label={label} swipeDirection="down" duration={7000}>
      {toasts.map((toast) => (
        // Other words are another toast: they are told, and stay as long as they take to be read.
        <Toast
          key={`${toast.id} ${toast.text}`}
          toast={toast}
          onDismiss={() => onDismiss(toast.id)}
          closeLabel={closeLabel}
        />
      ))}
      <Radix.Viewport
        label={label}
        className={cn(
          'pointer-events-none fixed inset-x-3 bottom-[calc(env(safe-area-inset-bottom)+72px)] z-50 flex flex-col items-center gap-2 outline-none md:inset-x-auto md:start-4 md:bottom-17 md:items-start',
          WHILE_WRITING,
          WITHOUT_LIST,
        )}
      />
    </Radix.Provider>
  )
}

function Toast({ toast, onDismiss, closeLabel }: { toast: ToastData; onDismiss: () => void; closeLabel: string }) {
  return (
    <Radix.Root
      duration={toast.duration ?? (toast.tone === 'danger' ? 20_000 : undefined)}
      type={toast.tone === 'danger' ? 'foreground' : 'background'}
      onOpenChange={(open) => !open && onDismiss()}
      className="pointer-events-auto flex max-w-104 animate-float flex-wrap items-center gap-x-1 rounded-surface bg-inverse py-1.5 ps-4 pe-1.5 text-on-inverse shadow-float"
    >
      <ToastText title={toast.text}>{toast.detail}</ToastText>
      <div className="ms-auto flex items-center gap-3">
        {toast.action && (
          <Radix.Action asChild altText={toast.action.label}>
            <Button
              variant="ghost"
              size="sm"
              className="text-on-inverse underline hover:bg-on-inverse/15 hover:text-on-inverse"
              onClick={toast.action.run}
            >
              {toast.action.label}
            </Button>
          </Radix.Action>
        )}
        <Radix.Close
          aria-label={closeLabel}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-control hover:bg-on-inverse/15 pointer-coarse:size-11"
        >
          <X size={14} aria-hidden="true" />
        </Radix.Close>
      </div>
    </Radix.Root>
  )
}

function ToastText({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-44 flex-1 py-1 pe-2">
      <Radix.Title className="text-sm font-medium">{title}</Radix.Title>
      {children && <Radix.Description className="text-xs opacity-85">{children}</Radix.Description>}
    </div>
  )
}
