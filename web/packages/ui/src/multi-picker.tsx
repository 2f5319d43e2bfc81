import { Command as Cmdk } from 'cmdk'
import { Check, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { CommandEmpty, CommandItem } from './command'
import { Popover, PopoverContent, PopoverTrigger } from './popover'

type Props = {
  label: string
  chosen: string[]
  options: string[]
  /** What stands beside an option, such as its colour. */
  markOf?: (option: string) => ReactNode
  onToggle: (value: string, chosen: boolean) => void
  searchLabel: string
  empty: string
  /** What the line that adds the typed text reads. */
  createLabel: (typed: string) => string
  /** The form in which the typed text would be kept; empty if it cannot be. */
  fit: (typed: string) => string
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

/** Several of a list that can grow: it stays open, and Enter takes or leaves what is marked. */
export function MultiPicker(props: Props) {
  return (
    <Popover open={props.open} onOpenChange={props.onOpenChange}>
      <PopoverTrigger asChild>{props.children}</PopoverTrigger>
      <PopoverContent aria-label={props.label} className="w-60 overflow-hidden">
        <Choices {...props} />
      </PopoverContent>
    </Popover>
  )
}

function Choices({ label, chosen, options, markOf, onToggle, searchLabel, empty, createLabel, fit }: Props) {
  const [query, setQuery] = useState('')
  const typed = fit(query)
  const isNew = typed !== '' && !options.includes(typed)
  function toggle(value: string) {
    setQuery('')
    onToggle(value, !chosen.includes(value))
  }
  return (
    <Cmdk label={label} loop>
      <Cmdk.Input
        value={query}
        onValueChange={setQuery}
        placeholder={searchLabel}
        className="h-10 w-full border-b border-line bg-transparent px-3.5 text-sm text-strong outline-none"
      />
      <Cmdk.List className="max-h-72 overflow-y-auto p-1">
        <CommandEmpty>{empty}</CommandEmpty>
        {options.map((value) => (
          <CommandItem
            key={value}
            value={value}
            icon={chosen.includes(value) ? <Check size={14} aria-hidden="true" /> : <span className="size-3.5" />}
            onSelect={() => toggle(value)}
          >
            <span className="inline-flex min-w-0 items-center gap-2">
              {markOf?.(value)}
              <span className="truncate">{value}</span>
            </span>
          </CommandItem>
        ))}
        {isNew && (
          <CommandItem value={query} icon={<Plus size={14} />} onSelect={() => toggle(typed)}>
            {createLabel(typed)}
          </CommandItem>
        )}
      </Cmdk.List>
    </Cmdk>
  )
}
