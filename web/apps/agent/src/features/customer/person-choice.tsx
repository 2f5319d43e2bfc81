import type { Customer } from '@tessera/api'
import { Avatar } from '@tessera/ui'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Finding } from '@/shared/finding'
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
  onSubmit: () => void
  /** Who cannot be chosen. */
  but: (person: Customer) => boolean
  /** Whether somebody new may be named by an address. */
  fresh?: boolean
}

/** A person, found by how a name or an address begins. */
export function PersonChoice({ chosen, onChoose, onSubmit, but, fresh = false }: Props) {
  const [typed, setTyped] = useState('')
  const q = useDebounced(typed.trim(), 150)
  const list = usePeople(q)
  const settled = !list.isPending && !list.isPlaceholderData && q === typed.trim()
  const people = (list.data?.pages.flatMap((page) => page.items) ?? [])
    // Until the answer comes, those of the one before who fit as well: Enter chooses nobody else.
    .filter((person) => !but(person) && (settled || beginsSo(person, typed)))
    .slice(0, MOST)
  const email = q.toLowerCase()
  const stranger = fresh && ADDRESS.test(email) && !people.some((person) => person.emails.includes(email))
  const known = people.map(({ id, name, emails, email: first }): Chosen => {
    return { id, name, email: emails.find((each) => q && each.startsWith(email)) ?? first }
  })
  const found = settled && stranger ? [...known, { id: null, name: '', email }] : known
  return (
    <Finding
      label={t('people.find')}
      typed={typed}
      onType={setTyped}
      maxLength={320}
      listLabel={t('people.title')}
      found={found.map((person) => ({ id: keyOf(person), line: <PersonLine person={person} /> }))}
      none={t('people.nobodyFound')}
      busy={!settled}
      chosen={chosen && keyOf(chosen)}
      onChoose={(key) => onChoose(found.find((person) => keyOf(person) === key) ?? null)}
      onSubmit={onSubmit}
    />
  )
}

function beginsSo({ name, emails }: Customer, typed: string): boolean {
  const words = [name, ...name.split(' '), ...emails].map((word) => word.toLowerCase())
  return words.some((word) => word.startsWith(typed.trim().toLowerCase()))
}

const keyOf = ({ id, email }: Chosen) => id ?? email

function PersonLine({ person: { id, name, email } }: { person: Chosen }) {
  const detail = id ? name && email : t('requester.newPerson')
  return (
    <>
      {id ? (
        <Avatar name={name || email} size={24} title={false} />
      ) : (
        <UserPlus size={16} aria-hidden="true" className="mx-1 text-icon" />
      )}
      <bdi className="min-w-0 flex-1 truncate text-strong">{name || email}</bdi>
      <bdi className="max-w-[50%] truncate text-xs text-quiet">{detail}</bdi>
    </>
  )
}
