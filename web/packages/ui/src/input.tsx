import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

export const controlClasses =
  'w-full rounded-control border border-line-control bg-canvas px-2.5 text-sm text-strong transition-colors duration-(--motion-quick) hover:border-faint focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger disabled:opacity-60 pointer-coarse:text-[1rem]'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(controlClasses, 'h-(--control-height)', className)} {...props} />
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(controlClasses, 'min-h-24 resize-y py-2', className)} {...props} />
}

type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** A label, its control, and under it a hint or what is wrong. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs font-medium text-strong">
        {label}
      </label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': error ? true : undefined })}
      {note && (
        <p id={`${id}-note`} className={cn('text-xs', error ? 'text-danger-text' : 'text-quiet')}>
          {note}
        </p>
      )}
    </div>
  )
}
