import { Popover as Radix } from 'radix-ui'
import { type ComponentProps, type RefObject, createContext, use } from 'react'
import { cn } from './cn'
import { ReturnFocus, unlessReturned } from './return-focus'
import { floating } from './surface'

type Place = RefObject<{ getBoundingClientRect: () => DOMRect }>
/** Where the popovers within it open, whose own buttons nobody sees. What had the focus gets it back from them. */
export const PopoverPlace = createContext<Place | null>(null)

export function Popover({ children, ...props }: ComponentProps<typeof Radix.Root>) {
  const place = use(PopoverPlace)
  return (
    <Radix.Root {...props}>
      {children}
      {/* After the trigger, which says as well where it is: the last one counts. */}
      {place && <Radix.Anchor virtualRef={place} />}
    </Radix.Root>
  )
}
export const PopoverTrigger = Radix.Trigger
export const PopoverAnchor = Radix.Anchor

type ContentProps = ComponentProps<typeof Radix.Content> & {
  /** The focus goes back to what had it, and to the trigger only if that was nothing. */
  returnFocus?: boolean | undefined
}

export function PopoverContent({ className, returnFocus, children, ...props }: ContentProps) {
  const placed = use(PopoverPlace) !== null
  const returns = returnFocus || placed
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        {...(returns && { onCloseAutoFocus: unlessReturned })}
        className={cn(floating, 'w-64 max-w-[calc(100vw-16px)]', className)}
        {...props}
      >
        {returns && <ReturnFocus />}
        {children}
      </Radix.Content>
    </Radix.Portal>
  )
}
