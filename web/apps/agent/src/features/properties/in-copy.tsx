import type { TicketDetail } from '@tessera/api'
import { IconButton, Input } from '@tessera/ui'
import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { textOf } from '@/shared/form'
import { t } from '@/shared/i18n'
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
      {mayWrite && <Adding onAdd={(email) => change(ticket.id, { add_participants: [{ email, name: '' }] })} />}
    </Section>
  )
}

const takeFocus = (input: HTMLInputElement | null) => input?.focus()

function Adding({ onAdd }: { onAdd: (email: string) => void }) {
  const [open, setOpen] = useState(false)
  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    onAdd(textOf(new FormData(event.currentTarget), 'email').trim())
    setOpen(false)
  }
  if (!open) {
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex min-h-8 items-center gap-2 rounded-control px-2 text-start text-quiet hover:bg-hover hover:text-strong pointer-coarse:min-h-11"
      >
        <Plus size={14} aria-hidden="true" />
        {t('properties.addInCopy')}
      </button>
    )
  }
  return (
    <form onSubmit={add} className="px-2 py-1">
      <Input
        ref={takeFocus}
        required
        type="email"
        name="email"
        aria-label={t('properties.addInCopy')}
        placeholder={t('properties.addInCopyPlaceholder')}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          setOpen(false)
        }}
        onBlur={({ currentTarget }) => currentTarget.value || setOpen(false)}
      />
    </form>
  )
}
