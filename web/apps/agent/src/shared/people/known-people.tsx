import { Popover, PopoverAnchor } from '@tessera/ui'
import { type KeyboardEvent, type ReactElement, Suspense, useId, useState } from 'react'
import { part } from '@/shared/part'
import { type Chosen, usePeopleLike } from './use-people-like'

const PeopleList = part(() => import('./people-list').then((module) => ({ default: module.PeopleList })))

type Field = {
  role: 'combobox'
  'aria-autocomplete': 'list'
  'aria-expanded': boolean
  'aria-controls': string | undefined
  'aria-activedescendant': string | undefined
  onInput: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onBlur: () => void
}
type Props = {
  /** How a name or an address begins. */
  typed: string
  /** What the list is of. */
  label: string
  /** Whose addresses are there already. */
  but?: readonly string[]
  side?: 'top' | 'bottom'
  onPick: (person: Chosen) => void
  children: (field: Field) => ReactElement
}

/** Who is known, offered under a field in which one types, and taken by Enter or a click. The field keeps the focus. */
export function KnownPeople({ typed, label, but = [], side = 'bottom', onPick, children }: Props) {
  const [open, setOpen] = useState(false)
  const [asked, setAt] = useState(0)
  const list = useId()
  const { known: people } = usePeopleLike(
    open && typed.trim() ? typed : null,
    ({ blocked, emails }) => Boolean(blocked) || emails.some((email) => but.includes(email)),
  )
  const shown = open && people.length > 0
  // Fewer may fit than did.
  const at = Math.min(asked, people.length - 1)
  const chosen = people[at]

  function pick(person: Chosen): void {
    setOpen(false)
    onPick(person)
  }
  function keyed(event: KeyboardEvent): void {
    if (!shown || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((at + 1) % people.length)
    else if (event.key === 'ArrowUp') setAt((at + people.length - 1) % people.length)
    else if (event.key === 'Escape') setOpen(false)
    // With another key it sends what the field belongs to.
    else if (event.key === 'Enter' && chosen && !event.ctrlKey && !event.metaKey) pick(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Popover open={shown} onOpenChange={setOpen}>
      <PopoverAnchor>
        {children({
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-expanded': shown,
          'aria-controls': shown ? list : undefined,
          'aria-activedescendant': shown ? `${list}-${at}` : undefined,
          onInput: () => {
            setAt(0)
            setOpen(true)
          },
          onKeyDown: keyed,
          onBlur: () => setOpen(false),
        })}
      </PopoverAnchor>
      {open && (
        <Suspense>
          <PeopleList id={list} label={label} people={people} at={at} side={side} onPick={pick} />
        </Suspense>
      )}
    </Popover>
  )
}
