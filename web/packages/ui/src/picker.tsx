import { Command as Cmdk, defaultFilter } from 'cmdk'
import { Check } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { CommandEmpty, CommandItem } from './command'
import { Popover, PopoverContent, PopoverTrigger } from './popover'
import { useChosen } from './use-chosen'

export type PickerOption = { value: string; label: string; icon?: ReactNode; keywords?: string[]; hint?: string }

type Props = {
  label: string
  value: string
  options: PickerOption[]
  onPick: (value: string) => void
  searchLabel: string
  empty: string
  /** Options are still on their way: Enter waits for the best of them. */
  coming?: boolean
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** What is typed, where not all options are there at once. */
  onSearch?: (text: string) => void
  /** On closing, the focus goes back to the button, unless this prevents it. */
  onCloseAutoFocus?: (event: Event) => void
  /** On closing, the focus goes back to what had it before, such as a text, instead. */
  returnFocus?: boolean
  children: ReactNode
}

/** One of a list, found by typing: the first letters and Enter are enough. */
export function Picker({ label, open, onOpenChange, onCloseAutoFocus, returnFocus, children, ...choices }: Props) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>{children}</PopoverTrigger>
      <PopoverContent
        aria-label={label}
        className="w-72 overflow-hidden"
        returnFocus={returnFocus}
        {...(onCloseAutoFocus && { onCloseAutoFocus })}
      >
        <Choices label={label} {...choices} />
      </PopoverContent>
    </Popover>
  )
}

type ChoicesProps = Pick<
  Props,
  'label' | 'value' | 'options' | 'coming' | 'onPick' | 'searchLabel' | 'empty' | 'onSearch'
>

function Choices({ label, value, options, coming = false, onPick, searchLabel, empty, onSearch }: ChoicesProps) {
  const [search, setSearch] = useState('')
  const [entered, setEntered] = useState(false)
  const { chosen, choose, list } = useChosen(value)
  const shown = found(options, search)
  const best = entered && !coming ? shown[0]?.value : undefined
  const pick = useEffectEvent(onPick)
  useEffect(() => {
    if (best !== undefined) pick(best)
  }, [best])
  /** The best of what is there may not be the best of all; what was gone to by the arrows is meant. */
  function waitForBest(event: KeyboardEvent) {
    const isMeant = shown.some((option) => option.value === chosen) && chosen !== shown[0]?.value
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !coming || isMeant) return
    event.preventDefault()
    setEntered(true)
  }
  return (
    // Filtered here: what only comes as one types is then the first that Enter chooses.
    <Cmdk label={label} value={chosen} onValueChange={choose} loop shouldFilter={false}>
      <Cmdk.Input
        placeholder={searchLabel}
        onKeyDown={waitForBest}
        onValueChange={(text) => {
          setSearch(text)
          setEntered(false)
          onSearch?.(text)
        }}
        className="h-10 w-full border-b border-line bg-transparent px-3.5 text-sm text-strong outline-none"
      />
      <Cmdk.List ref={list} className="max-h-72 overflow-y-auto p-1">
        <CommandEmpty>{empty}</CommandEmpty>
        {shown.map((each) => (
          <CommandItem
            key={each.value}
            value={each.value}
            icon={each.icon}
            hint={each.value === value ? <Check size={14} aria-hidden="true" /> : each.hint}
            onSelect={() => onPick(each.value)}
          >
            {each.label}
          </CommandItem>
        ))}
      </Cmdk.List>
    </Cmdk>
  )
}

/** The best first. A value is no words that somebody would type. */
function found(options: PickerOption[], search: string): PickerOption[] {
  if (!search) return options
  const score = ({ label, keywords }: PickerOption) => defaultFilter(label, search, keywords)
  return options
    .map((option) => ({ option, fit: score(option) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ option }) => option)
}
