import { Avatar, PopoverContent, cn } from '@tessera/ui'
import type { Chosen } from './use-people-like'

type Props = {
  id: string
  label: string
  people: Chosen[]
  /** Which of them Enter takes. */
  at: number
  side: 'top' | 'bottom'
  onPick: (person: Chosen) => void
}

/** Who is offered, beside the field that has the focus. */
export function PeopleList({ id, label, people, at, side, onPick }: Props) {
  return (
    <PopoverContent
      aria-label={label}
      side={side}
      sideOffset={2}
      className="w-(--radix-popper-anchor-width) min-w-72 p-1"
      onOpenAutoFocus={(event) => event.preventDefault()}
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <ul id={id} role="listbox" aria-label={label}>
        {people.map((person, index) => (
          <Person
            key={person.id}
            id={`${id}-${index}`}
            person={person}
            chosen={index === at}
            onPick={() => onPick(person)}
          />
        ))}
      </ul>
    </PopoverContent>
  )
}

type PersonProps = { id: string; person: Chosen; chosen: boolean; onPick: () => void }

function Person({ id, person: { name, email }, chosen, onPick }: PersonProps) {
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
      <Avatar name={name || email} size={24} title={false} />
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate text-strong">{name || email}</bdi>
        {name && <bdi className="truncate text-xs text-quiet">{email}</bdi>}
      </span>
    </li>
  )
}
