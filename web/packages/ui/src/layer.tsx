import { Slot } from 'radix-ui'
import {
  type ComponentProps,
  type ReactNode,
  type RefObject,
  createContext,
  use,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isFocusFree } from './focus-free'

/** Something that floats, and the button that opens it. */
interface Layer {
  id: string
  open: boolean
  setOpen: (open: boolean) => void
  /** The button, or what else it floats beside. */
  triggerRef: RefObject<HTMLElement | null>
  /** Whether a pointer opened it, not a key. */
  pressedRef: RefObject<boolean>
}

const LayerContext = createContext<Layer | null>(null)

export interface LayerProps {
  open?: boolean | undefined
  defaultOpen?: boolean
  onOpenChange?: ((open: boolean) => void) | undefined
  children: ReactNode
}

/**
 * Radix draws some fifteen components around a button that may open something. A ticket's page has two dozen such buttons,
 * and most of them nobody presses: so the button stands alone, and Radix comes with what it opens (`useOpened`).
 */
export function LayerRoot({ open: asked, defaultOpen = false, onOpenChange, children }: LayerProps) {
  const [own, setOwn] = useState(defaultOpen)
  const triggerRef = useRef<HTMLElement>(null)
  const pressedRef = useRef(false)
  const id = useId()
  const open = asked ?? own
  const layer = useMemo(() => {
    const setOpen = (next: boolean) => {
      setOwn(next)
      onOpenChange?.(next)
    }
    return { id, open, setOpen, triggerRef, pressedRef }
  }, [id, open, onOpenChange])
  return <LayerContext value={layer}>{children}</LayerContext>
}

export function useLayer(): Layer {
  const layer = use(LayerContext)
  if (!layer) throw new Error('This belongs into a Popover or a Menu.')
  return layer
}

/** Once opened it stays: it moves as it goes, and gives the focus back. */
export function useOpened(open: boolean): boolean {
  const [opened, setOpened] = useState(open)
  if (open && !opened) setOpened(true)
  return opened
}

export type TriggerProps = Omit<ComponentProps<'button'>, 'ref'> & { asChild?: boolean }

/** The button, or the child that is one, and what it says of itself. */
export function LayerTrigger({ asChild, ...props }: TriggerProps) {
  const { id, open, triggerRef } = useLayer()
  const said = {
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    'data-state': open ? 'open' : 'closed',
    ...props,
  }
  // Last: a tooltip around it hands it an empty one.
  return asChild ? (
    <Slot.Root {...said} ref={triggerRef} />
  ) : (
    <button type="button" {...said} ref={triggerRef as RefObject<HTMLButtonElement | null>} />
  )
}

export function LayerAnchor({ children }: { children: ReactNode }) {
  const { triggerRef } = useLayer()
  return <Slot.Root ref={triggerRef}>{children}</Slot.Root>
}

/**
 * The button has the focus again, unless somebody went on elsewhere or the layer's owner wants it elsewhere. Radix asks a
 * moment after it closed: the next key may have opened something by then, which has the focus and keeps it.
 */
export function useFocusBack(onCloseAutoFocus: ((event: Event) => void) | undefined) {
  const { triggerRef } = useLayer()
  const elsewhereRef = useRef(false)
  return {
    wentElsewhere: () => {
      elsewhereRef.current = true
    },
    focusBack: (event: Event) => {
      onCloseAutoFocus?.(event)
      const free = isFocusFree() && !elsewhereRef.current
      if (free && !event.defaultPrevented) triggerRef.current?.focus()
      event.preventDefault()
      elsewhereRef.current = false
    },
  }
}
