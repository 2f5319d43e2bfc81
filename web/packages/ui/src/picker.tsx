import { Command as Cmdk } from 'cmdk'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandEmpty, CommandItem } from './command'
import { Popover, PopoverContent, PopoverTrigger } from './popover'

export type PickerOption = { value: string; label: string; icon?: ReactNode; keywords?: string[]; hint?: string }

type Props = {
  label: string
  value: string
  options: PickerOption[]
  onPick: (value: string) => void
  searchLabel: string
  empty: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** What is typed, where not all options are there at once. */
  onSearch?: (text: string) => void
  /** On closing, the focus goes back to the button, unless this prevents it. */
  onCloseAutoFocus?: (event: Event) => void
  children: ReactNode
}

/** One of a list, found by typing: the first letters and Enter are enough. */
export function Picker({
  label,
  value,
  options,
  onPick,
  searchLabel,
  empty,
  open,
  onOpenChange,
  onSearch,
  onCloseAutoFocus,
  children,
}: Props) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>{children}</PopoverTrigger>
      <PopoverContent aria-label={label} className="w-60 overflow-hidden" onCloseAutoFocus={onCloseAutoFocus}>
        <Cmdk label={label} defaultValue={value} loop>
          <Cmdk.Input
            placeholder={searchLabel}
            {...(onSearch && { onValueChange: onSearch })}
            className="h-10 w-full border-b border-line bg-transparent px-3.5 text-sm text-strong outline-none"
          />
          <Cmdk.List className="max-h-72 overflow-y-auto p-1">
            <CommandEmpty>{empty}</CommandEmpty>
            {options.map((each) => (
              <CommandItem
                key={each.value}
                value={each.value}
                keywords={[each.label, ...(each.keywords ?? [])]}
                icon={each.icon}
                hint={each.value === value ? <Check size={14} aria-hidden="true" /> : each.hint}
                onSelect={() => onPick(each.value)}
              >
                {each.label}
              </CommandItem>
            ))}
          </Cmdk.List>
        </Cmdk>
      </PopoverContent>
    </Popover>
  )
}
