import { Input, cn } from '@tessera/ui'
import { Check } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

export interface Found {
  id: string
  line: ReactNode
}

type Props = {
  label: string
  typed: string
  onType: (text: string) => void
  maxLength?: number
  listLabel: string
  found: Found[]
  /** What is said when nothing is found. */
  none: string
  busy?: boolean
  chosen: string | null
  /** None as soon as one looks for another. */
  onChoose: (id: string | null) => void
  /** Enter on what is chosen already. */
  onSubmit: () => void
}

/** One of what is found as one types: the first is at hand, the arrows move, Enter chooses, and Enter again does it. */
export function Finding({ label, typed, onType, maxLength, listLabel, found, none, busy, chosen, ...act }: Props) {
  const list = useId()
  const [moved, setMoved] = useState<string | null>(null)
  const held = found.findIndex(({ id }) => id === (moved ?? chosen))
  const at = Math.max(0, held)
  const active = found[at]
  const optionId = (id: string) => `${list}-${id}`

  function moveTo(next: Found | undefined) {
    if (!next) return
    setMoved(next.id)
    document.getElementById(optionId(next.id))?.scrollIntoView({ block: 'nearest' })
  }
  function keyed(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') moveTo(found[(at + 1) % found.length])
    else if (event.key === 'ArrowUp') moveTo(found[(at + found.length - 1) % found.length])
    else if (event.key !== 'Enter') return
    else if (chosen && (event.ctrlKey || event.metaKey || active?.id === chosen)) act.onSubmit()
    else if (active) act.onChoose(active.id)
    event.preventDefault()
  }
  return (
    <>
      <Input
        role="combobox"
        value={typed}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        maxLength={maxLength}
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? list : undefined}
        aria-activedescendant={active && optionId(active.id)}
        onKeyDown={keyed}
        onChange={(event) => {
          onType(event.target.value)
          setMoved(null)
          act.onChoose(null)
        }}
      />
      {found.length > 0 ? (
        <ul id={list} role="listbox" aria-label={listLabel} aria-busy={busy} className="flex min-h-10 flex-col">
          {found.map(({ id, line }) => (
            <li
              key={id}
              id={optionId(id)}
              role="option"
              aria-selected={chosen === id}
              data-highlighted={id === active?.id || undefined}
              // The field keeps the focus, and the keys.
              onPointerDown={(event) => event.preventDefault()}
              onKeyDown={undefined}
              onClick={() => {
                setMoved(id)
                act.onChoose(id)
              }}
              className={cn(
                'flex min-h-10 cursor-default items-center gap-2.5 rounded-control px-2 hover:bg-hover-raised pointer-coarse:min-h-11',
                id === active?.id && 'bg-hover-raised',
                id === chosen && 'bg-selected hover:bg-selected',
              )}
            >
              {line}
              {id === chosen && <Check size={14} aria-hidden="true" className="shrink-0 text-icon" />}
            </li>
          ))}
        </ul>
      ) : (
        <p role="status" className="flex min-h-10 items-center px-2 text-quiet">
          {busy ? '' : none}
        </p>
      )}
    </>
  )
}
