import type { Customer } from '@tessera/api'
import { Avatar } from '@tessera/ui'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Finding } from '@/shared/finding'
import { t } from '@/shared/i18n'
import { usePeopleFound } from '@/shared/people/use-people-found'
import type { Chosen } from '@/shared/people/use-people-like'

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
  const { found, settled } = usePeopleFound(typed, but, fresh)
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
