import type { TicketDetail } from '@tessera/api'
import { IconButton, Input } from '@tessera/ui'
import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { KnownPeople } from '@/shared/people/known-people'
import type { Chosen } from '@/shared/people/use-people-like'
import { useMayWrite } from '@/shared/tickets/queries'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { PersonLine } from './person-line'
import { Section } from './section'

/** Who is in copy of every answer, until somebody takes them out. */
export function InCopy({ ticket }: { ticket: TicketDetail }) {
  const mayWrite = useMayWrite() && !ticket.merged_into && !ticket.deleted_at
  const { change } = useTicketActions()
  if (!mayWrite && ticket.participants.length === 0) return null
  return (
    <Section title={t('properties.participants')}>
      {ticket.participants.map((person) => (
        <PersonLine key={person.email} person={person}>
          {mayWrite && (
            <IconButton
              icon={X}
              size={14}
              label={t('properties.outOfCopy', { name: person.name || person.email })}
              onClick={() => change(ticket.id, { remove_participants: [person.email] })}
            />
          )}
        </PersonLine>
      ))}
      {mayWrite && (
        <Adding
          but={[ticket.requester, ...ticket.participants].map(({ email }) => email)}
          onAdd={({ email, name }) => change(ticket.id, { add_participants: [{ email, name }] })}
        />
      )}
    </Section>
  )
}

const takeFocus = (input: HTMLInputElement | null) => input?.focus()

type AddingProps = { but: string[]; onAdd: (person: Pick<Chosen, 'email' | 'name'>) => void }

function Adding({ but, onAdd }: AddingProps) {
  const [typed, setTyped] = useState<string | null>(null)
  /** Whoever is done here goes on at the button. */
  const done = useRef(false)
  function close() {
    done.current = true
    setTyped(null)
  }
  function add(person: Pick<Chosen, 'email' | 'name'>) {
    onAdd(person)
    close()
  }
  if (typed === null) {
    return (
      <button
        ref={(button) => {
          if (done.current) button?.focus()
          done.current = false
        }}
        type="button"
        onClick={() => setTyped('')}
        className="flex min-h-8 items-center gap-2 rounded-control px-2 text-start text-quiet hover:bg-hover hover:text-strong pointer-coarse:min-h-11"
      >
        <Plus size={14} aria-hidden="true" />
        {t('properties.addInCopy')}
      </button>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        add({ email: typed.trim(), name: '' })
      }}
      className="px-2 py-1"
    >
      <KnownPeople typed={typed} label={t('records.people')} but={but} onPick={add}>
        {(field) => (
          <Input
            {...field}
            ref={takeFocus}
            required
            type="email"
            aria-label={t('properties.addInCopy')}
            placeholder={t('properties.addInCopyPlaceholder')}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={(event) => {
              field.onKeyDown(event)
              if (event.key !== 'Escape' || event.defaultPrevented) return
              event.stopPropagation()
              close()
            }}
            onBlur={() => {
              field.onBlur()
              if (!typed) setTyped(null)
            }}
          />
        )}
      </KnownPeople>
    </form>
  )
}
