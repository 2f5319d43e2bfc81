import type { Customer } from '@tessera/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Avatar, Input, Popover, PopoverAnchor, PopoverContent, cn } from '@tessera/ui'
import { type KeyboardEvent, useId, useState } from 'react'
import { t } from '@/shared/i18n'
import { useDebounced } from '@/shared/search/use-debounced'
import { useServices } from '@/shared/services'

const MOST = 6

type Props = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  value: string
  onType: (text: string) => void
  onPick: (person: { name: string; email: string }) => void
}

/** Whose ticket it is: an address, or somebody known, found by how their name or address begins. */
export function RequesterInput({ value, onType, onPick, ...ids }: Props) {
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const list = useId()
  const people = usePeopleLike(value, open)
  const shown = open && people.length > 0
  const chosen = people[at]

  function pick(person: Customer): void {
    setOpen(false)
    onPick({ name: person.name, email: addressLike(person, value) })
  }
  function keyed(event: KeyboardEvent): void {
    if (!shown || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((at + 1) % people.length)
    else if (event.key === 'ArrowUp') setAt((at + people.length - 1) % people.length)
    // The chord creates the ticket.
    else if (event.key === 'Enter' && chosen && !event.ctrlKey && !event.metaKey) pick(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Popover open={shown} onOpenChange={setOpen}>
      <PopoverAnchor>
        <Input
          {...ids}
          // The next person is not this one.
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="email"
          maxLength={320}
          dir="auto"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={shown ? list : undefined}
          aria-activedescendant={shown ? `${list}-${at}` : undefined}
          value={value}
          onChange={(event) => {
            setAt(0)
            setOpen(true)
            onType(event.target.value)
          }}
          onKeyDown={keyed}
          onBlur={() => setOpen(false)}
        />
      </PopoverAnchor>
      <PopoverContent
        role="presentation"
        sideOffset={2}
        className="w-(--radix-popper-anchor-width) min-w-72 p-1"
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <ul id={list} role="listbox" aria-label={t('people.title')}>
          {people.map((person, index) => (
            <Person
              key={person.id}
              id={`${list}-${index}`}
              person={person}
              address={addressLike(person, value)}
              chosen={index === at}
              onPick={() => pick(person)}
            />
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  )
}

type PersonProps = { id: string; person: Customer; address: string; chosen: boolean; onPick: () => void }

function Person({ id, person: { name }, address, chosen, onPick }: PersonProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      // The field keeps the focus, and the keys.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      onKeyDown={undefined}
      className={cn(
        'flex min-h-10 cursor-default items-center gap-2.5 rounded-control px-2 hover:bg-hover-raised pointer-coarse:min-h-11',
        chosen && 'bg-hover-raised',
      )}
    >
      <Avatar name={name || address} size={24} title={false} />
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate text-strong">{name || address}</bdi>
        {name && <bdi className="truncate text-xs text-quiet">{address}</bdi>}
      </span>
    </li>
  )
}

/** Who begins so, once one has stopped typing; nobody while nobody is looked for, or for an address that is complete. */
function usePeopleLike(typed: string, wanted: boolean): Customer[] {
  const { api } = useServices()
  const q = useDebounced(typed.trim(), 150)
  const { data } = useQuery({
    queryKey: ['people', 'like', q],
    queryFn: async ({ signal }) => (await api.customers({ q }, signal)).items,
    enabled: wanted && q !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // Without a network the address is typed.
    retry: false,
  })
  if (!data || q === '' || typed.trim() === '') return []
  return data.filter((person) => !person.blocked).slice(0, MOST)
}

/** The address that is being typed, or the person's first. */
const addressLike = ({ emails, email }: Customer, typed: string): string =>
  emails.find((each) => typed.trim() !== '' && each.startsWith(typed.trim().toLowerCase())) ?? email
