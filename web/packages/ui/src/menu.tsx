import * as Radix from '@radix-ui/react-menu'
import { Check } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { onEscape } from './escape'
import { Kbd } from './kbd'
import { type LayerProps, LayerRoot, LayerTrigger, type TriggerProps, useFocusBack, useLayer, useOpened } from './layer'
import { floating, option } from './surface'

export function Menu(props: LayerProps) {
  return <LayerRoot {...props} />
}
export const MenuRadioGroup = Radix.RadioGroup

const FIRST_ITEM = '[role^="menuitem"]:not([data-disabled])'
const OPENING_KEYS = ['Enter', ' ', 'ArrowDown']

/** Opens as it is pressed, not as it is let go; by keys on its first item (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). */
export function MenuTrigger({ onPointerDown, onKeyDown, ...props }: TriggerProps) {
  const { id, open, setOpen, pressedRef } = useLayer()
  return (
    <LayerTrigger
      id={`${id}-button`}
      aria-haspopup="menu"
      onPointerDown={(event) => {
        onPointerDown?.(event)
        if (event.button !== 0 || event.ctrlKey || event.currentTarget.disabled) return
        // The focus goes into the menu.
        if (!open) event.preventDefault()
        pressedRef.current = !open
        setOpen(!open)
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        if (!OPENING_KEYS.includes(event.key)) return
        event.preventDefault()
        setOpen(event.key === 'ArrowDown' || !open)
      }}
      {...props}
    />
  )
}

type ContentProps = ComponentProps<typeof Radix.Content>

export function MenuContent(props: ContentProps) {
  return useOpened(useLayer().open) && <Opened {...props} />
}

function Opened({ className, onCloseAutoFocus, ...props }: ContentProps) {
  const { id, open, setOpen, triggerRef, pressedRef } = useLayer()
  const { wentElsewhere, focusBack } = useFocusBack(onCloseAutoFocus)
  // Radix looks for the key itself, but was not there yet when it was pressed. It takes this, and does not say so in its types.
  const opening = {
    onOpenAutoFocus(event: Event) {
      const first = (event.target as HTMLElement).querySelector<HTMLElement>(FIRST_ITEM)
      if (pressedRef.current || !first) return
      event.preventDefault()
      first.focus({ preventScroll: true })
    },
  }
  return (
    // Not modal: hiding the page from assistive technology while its button keeps the focus helps nobody.
    <Radix.Root open={open} onOpenChange={setOpen} modal={false}>
      <Radix.Anchor virtualRef={triggerRef} />
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          onKeyDown={onEscape(() => setOpen(false))}
          collisionPadding={8}
          {...props}
          {...opening}
          id={id}
          aria-labelledby={`${id}-button`}
          className={cn(
            floating,
            'max-h-(--radix-popper-available-height) max-w-[calc(100vw-16px)] min-w-52 overflow-y-auto overscroll-contain p-1',
            className,
          )}
          onInteractOutside={wentElsewhere}
          onCloseAutoFocus={(event) => {
            pressedRef.current = false
            focusBack(event)
          }}
        />
      </Radix.Portal>
    </Radix.Root>
  )
}
type ItemProps = ComponentProps<typeof Radix.Item> & { icon?: ReactNode; keys?: string | undefined }

export function MenuItem({ icon, keys, className, children, ...props }: ItemProps) {
  return (
    <Radix.Item className={cn(option, className)} {...props}>
      {icon && <span className="flex w-4 justify-center text-icon">{icon}</span>}
      <span className="flex-1 truncate">{children}</span>
      {keys && (
        <span className="inline-flex pointer-coarse:hidden">
          <Kbd keys={keys} />
        </span>
      )}
    </Radix.Item>
  )
}

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(option, className)} {...props}>
      <span className="flex w-4 justify-center">
        <Radix.ItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.RadioItem>
  )
}

/** Ticks one of several; the menu stays open for the next. */
export function MenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(option, className)} onSelect={(event) => event.preventDefault()} {...props}>
      <span className="flex w-4 justify-center">
        <Radix.ItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-2 pb-1 text-xs text-quiet">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />
}
