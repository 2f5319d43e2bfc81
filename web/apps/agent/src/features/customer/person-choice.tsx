import type { Customer } from '@tessera/api'
import { Avatar, Input, cn } from '@tessera/ui'
import { UserPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { t } from '@/shared/i18n'
import { useDebounced } from '@/shared/search/use-debounced'
import { usePeople } from './queries'

const MOST = 6
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/

/** Somebody by an address; `id` if they are known. */
export interface Chosen {
  id: string | null
  name: string
  email: string
}

type Props = {
  chosen: Chosen | null
  onChoose: (person: Chosen | null) => void
  /** Who cannot be chosen. */
  but: (person: Customer) => boolean
  /** Whether somebody new may be named by an address. */
  fresh?: boolean
}

/** A person, found by how a name or an address begins. */
export function PersonChoice({ chosen, onChoose, but, fresh = false }: Props) {
  const [typed, setTyped] = useState('')
  const q = useDebounced(typed.trim(), 150)
  const list = usePeople(q)
  const people = (list.data?.pages.flatMap((page) => page.items) ?? []).filter((person) => !but(person)).slice(0, MOST)
  const email = q.toLowerCase()
  const stranger = fresh && ADDRESS.test(email) && !people.some((person) => person.emails.includes(email))
  const settled = !list.isPending && !list.isPlaceholderData && q === typed.trim()
  return (
    <>
      <Input
        value={typed}
        aria-label={t('people.find')}
        placeholder={t('people.find')}
        autoComplete="off"
        maxLength={320}
        onChange={(event) => {
          setTyped(event.target.value)
          onChoose(null)
        }}
      />
      <ul aria-label={t('people.title')} aria-busy={!settled} className="flex min-h-10 flex-col">
        {people.map((person) => {
          const { id, name } = person
          const address = person.emails.find((each) => q && each.startsWith(email)) ?? person.email
          return (
            <Option
              key={id}
              pressed={chosen?.id === id}
              onPress={() => onChoose({ id, name, email: address })}
              icon={<Avatar name={name || address} size={24} title={false} />}
              name={name || address}
              detail={name ? address : ''}
            />
          )
        })}
        {settled && stranger && (
          <Option
            pressed={chosen?.email === email}
            onPress={() => onChoose({ id: null, name: '', email })}
            icon={<UserPlus size={16} aria-hidden="true" className="mx-1 text-icon" />}
            name={email}
            detail={t('requester.newPerson')}
          />
        )}
        {settled && !stranger && people.length === 0 && (
          <li className="px-2 py-2 text-quiet">{t('people.nobodyFound')}</li>
        )}
      </ul>
    </>
  )
}

type OptionProps = { pressed: boolean; onPress: () => void; icon: ReactNode; name: string; detail: string }

function Option({ pressed, onPress, icon, name, detail }: OptionProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={pressed}
        onClick={onPress}
        className={cn(
          'flex min-h-10 w-full items-center gap-2.5 rounded-control px-2 text-start hover:bg-hover-raised pointer-coarse:min-h-11',
          pressed && 'bg-selected',
        )}
      >
        {icon}
        <bdi className="min-w-0 flex-1 truncate text-strong">{name}</bdi>
        <span className="max-w-[50%] truncate text-xs text-quiet">{detail}</span>
      </button>
    </li>
  )
}
