import { Popover as Radix } from 'radix-ui'
import { type ComponentProps, type RefObject, createContext, use } from 'react'
import { cn } from './cn'
import { onEscape } from './escape'
import {
  LayerAnchor,
  type LayerProps,
  LayerRoot,
  LayerTrigger,
  type TriggerProps,
  useFocusBack,
  useLayer,
  useOpened,
} from './layer'
import { ReturnFocus } from './return-focus'
import { floating } from './surface'

type Place = RefObject<{ getBoundingClientRect: () => DOMRect } | null>
/** Where the popovers within it open, whose own buttons nobody sees. What had the focus gets it back from them. */
export const PopoverPlace = createContext<Place | null>(null)

export function Popover(props: LayerProps) {
  return <LayerRoot {...props} />
}

export const PopoverAnchor = LayerAnchor

export function PopoverTrigger({ onClick, ...props }: TriggerProps) {
  const { open, setOpen } = useLayer()
  return (
    <LayerTrigger
      aria-haspopup="dialog"
      onClick={(event) => {
        onClick?.(event)
        setOpen(!open)
      }}
      {...props}
    />
  )
}

type ContentProps = ComponentProps<typeof Radix.Content> & {
  /** The focus goes back to what had it, and to the trigger only if that was nothing. */
  returnFocus?: boolean | undefined
}

export function PopoverContent(props: ContentProps) {
  return useOpened(useLayer().open) && <Opened {...props} />
}

function Opened({ className, returnFocus, onCloseAutoFocus, children, ...props }: ContentProps) {
  const { id, open, setOpen, triggerRef } = useLayer()
  const place = use(PopoverPlace)
  const returns = returnFocus || place !== null
  const { wentElsewhere, focusBack } = useFocusBack(onCloseAutoFocus)
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Anchor virtualRef={place ?? triggerRef} />
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={6}
          onKeyDown={onEscape(() => setOpen(false))}
          collisionPadding={8}
          {...props}
          id={id}
          className={cn(floating, 'w-64 max-w-[calc(100vw-16px)]', className)}
          onInteractOutside={(event) => {
            // The button closes it by itself.
            if ((event.target as Element).closest(`[aria-controls="${id}"]`)) event.preventDefault()
            else wentElsewhere()
          }}
          onCloseAutoFocus={focusBack}
        >
          {returns && <ReturnFocus />}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
