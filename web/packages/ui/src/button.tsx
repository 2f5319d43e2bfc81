import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps, MouseEvent } from 'react'
import { cn } from './cn'
import { Spinner } from './spinner'

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-colors duration-(--motion-quick) select-none disabled:opacity-50 aria-disabled:opacity-50',
  {
    variants: {
      variant: {
        primary: 'forced-colors:border bg-(--button-primary) text-on-accent hover:bg-(--button-primary-hover)',
        note: 'forced-colors:border bg-(--button-note) text-canvas hover:opacity-90',
        secondary: 'border border-line-control bg-canvas text-strong hover:bg-hover',
        ghost: 'text-body hover:bg-hover hover:text-strong aria-expanded:bg-hover',
        danger: 'forced-colors:border bg-danger text-on-danger hover:opacity-90',
        link: 'h-auto rounded-sm px-0 text-accent-text underline-offset-2 hover:underline',
      },
      size: {
        md: 'h-(--control-height) px-3 text-sm',
        sm: 'h-7 px-2 text-xs pointer-coarse:h-11 pointer-coarse:px-3',
        lg: 'h-10 px-4 text-sm pointer-coarse:h-11',
      },
    },
    compoundVariants: [{ variant: 'link', className: 'h-auto px-0' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

/** One that were disabled would lose the focus. What is pressed meanwhile does nothing, nor does Enter in its form. */
const BUSY = {
  'aria-busy': true,
  'aria-disabled': true,
  onClick: (event: MouseEvent) => event.preventDefault(),
}

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof button> & { asChild?: boolean; busy?: boolean }

/** `busy` keeps the button's width, its word and the focus; a spinner joins after 150 ms. */
export function Button({ className, variant, size, asChild, busy, children, type = 'button', ...props }: ButtonProps) {
  const classes = cn(button({ variant, size }), className)
  if (asChild) return <Slot.Root className={classes} {...props} children={children} />
  return (
    <button type={type} className={classes} {...props} {...(busy && BUSY)}>
      {busy && <Spinner size={14} />}
      {children}
    </button>
  )
}
