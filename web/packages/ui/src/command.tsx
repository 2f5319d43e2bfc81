import { Command as Cmdk, defaultFilter, useCommandState } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ComponentProps, type ReactNode, createContext, use, useEffect, useRef } from 'react'
import { cn } from './cn'
import { Kbd } from './kbd'
import { onEscape } from './escape'
import { ReturnFocus, unlessReturned } from './return-focus'
import { floating } from './surface'
import { useChosen } from './use-chosen'

const item =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-control px-2 text-sm text-body select-none data-[disabled=true]:opacity-50 data-[selected=true]:bg-hover-raised data-[selected=true]:text-strong pointer-coarse:min-h-11'

type ItemProps = ComponentProps<typeof Cmdk.Item> & { icon?: ReactNode; keys?: string | undefined; hint?: ReactNode }

export function CommandItem({ icon, keys, hint, className, children, ...props }: ItemProps) {
  return (
    // An item goes by the keywords that it began with; with others it is another one.
    <Cmdk.Item key={props.keywords?.join(' ')} className={cn(item, className)} {...props}>
      {icon && <span className="flex w-4 shrink-0 justify-center text-icon">{icon}</span>}
      <span dir="auto" className="min-w-0 flex-auto truncate rtl:text-right">
        {children}
      </span>
      {hint && <span className="max-w-[60%] truncate text-xs text-quiet">{hint}</span>}
      {keys && <Kbd keys={keys} />}
    </Cmdk.Item>
  )
}

/** Under its heading until one types: then the best comes first, of whatever group it is. */
export function CommandGroup({ heading, children }: { heading: string; children: ReactNode }) {
  const searching = useCommandState((state) => state.search !== '')
  if (searching) return children
  return (
    <Cmdk.Group
      heading={heading}
      className="px-1.5 pb-1.5 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-quiet"
    >
      {children}
    </Cmdk.Group>
  )
}

/** A listbox has to hold options, even when it says that there are none. */
export function CommandEmpty({ children }: { children: ReactNode }) {
  return (
    <Cmdk.Empty>
      <div role="option" aria-disabled="true" aria-selected="false" className="px-3 py-6 text-center text-quiet">
        {children}
      </div>
    </Cmdk.Empty>
  )
}

type PaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  label: string
  placeholder: string
  empty: string
  query: string
  onQuery: (query: string) => void
  /** How likely an item is meant, by its value, by how well it fits what is typed (0 to 1), and by its texts; 0 hides it. */
  score?: (value: string, fit: number, texts: string[]) => number
  /** What the commands are for. */
  about?: string | undefined
  /** The command that asks for more in a second step; Backspace and Escape lead back to the first. */
  step?: string | undefined
  onBack?: () => void
  backLabel?: string
  children: ReactNode
}

/** Chooses the best again, once it is there: what comes late is not behind what was there before. */
const ChooseBest = createContext<() => void>(() => undefined)
export const useChooseBest = () => use(ChooseBest)
/** What is chosen by now. */
export const useChosenCommand = (): string => useCommandState((state) => state.value ?? '')

const fitAlone = (_: string, fit: number) => fit

/** The palette's shell: centre-top, in one frame, everything reachable by typing. */
export function CommandPalette({
  open,
  onOpenChange,
  label,
  placeholder,
  empty,
  query,
  onQuery,
  score = fitAlone,
  about,
  step,
  onBack,
  backLabel,
  children,
}: PaletteProps) {
  const input = useRef<HTMLInputElement>(null)
  const { chosen, choose, list, chooseBest } = useChosen('')
  const leave = () => (step ? onBack?.() : onOpenChange(false))
  // A step may have been taken with the mouse; one types on.
  useEffect(() => input.current?.focus(), [step])
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={unlessReturned}
          onKeyDown={onEscape(leave)}
          onEscapeKeyDown={(event) => {
            event.preventDefault()
            leave()
          }}
          className={cn(floating, 'fixed inset-x-2 top-[10vh] mx-auto max-w-160 overflow-hidden')}
        >
          <ReturnFocus />
          <Radix.Title className="sr-only">{label}</Radix.Title>
          <Cmdk
            label={step ?? label}
            loop
            value={chosen}
            onValueChange={choose}
            filter={(value, search, keywords) =>
              score(value, defaultFilter?.(value, search, keywords) ?? 0, keywords?.length ? keywords : [value])
            }
          >
            {about && <p className="truncate px-4 pt-2.5 text-xs text-quiet">{about}</p>}
            <div className="flex items-center gap-2.5 border-b border-line ps-4 pe-3">
              <Search size={16} className="shrink-0 text-icon" aria-hidden="true" />
              {step && (
                <button
                  type="button"
                  aria-label={`${backLabel}: ${step}`}
                  onClick={onBack}
                  className="flex h-6 max-w-[45%] shrink-0 items-center truncate rounded-control border border-line px-1.5 text-xs text-body touch-target hover:bg-hover-raised"
                >
                  {step}
                </button>
              )}
              <Cmdk.Input
                ref={input}
                onKeyDown={(event) => {
                  if (!step || query !== '' || event.key !== 'Backspace') return
                  event.preventDefault()
                  onBack?.()
                }}
                value={query}
                onValueChange={onQuery}
                placeholder={placeholder}
                className="h-12 w-full bg-transparent text-md text-ellipsis text-strong outline-none"
              />
              <Kbd keys="escape" />
            </div>
            <Cmdk.List ref={list} className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5 has-[[cmdk-group]]:p-0">
              <CommandEmpty>{empty}</CommandEmpty>
              <ChooseBest value={chooseBest}>{children}</ChooseBest>
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
