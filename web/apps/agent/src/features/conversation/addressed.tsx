import type { Message, Person } from '@tessera/api'
import { cn } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { waits } from '@/shared/messages/waits'

const nameOf = (person: Person) => person.name || person.email

/** What kind of note it is: a forward, and what was answered to one, are for agents as any note. */
export function NoteLabel({ message }: { message: Message }) {
  return <span className="text-xs font-semibold text-note-ink">{t(labelOf(message))}</span>
}

function labelOf(message: Message) {
  const { forward_of: forward, author_type: author } = message
  if (forward) return waits(message) ? 'composer.forward' : 'forward.label'
  return author === 'customer' ? 'forward.answer' : 'ticket.internalNote'
}

/** To whom a message of ours goes, or from which address one of theirs came; and who had it in copy. */
export function Addressed({ message, className }: { message: Message; className?: string }) {
  const { author_type: author, author_email: email, kind, forward_of: forward, to, cc, bcc } = message
  const outgoing = author === 'agent' && (kind === 'reply' || forward !== null) && to.length > 0
  const names = (people: Person[]) => people.map(nameOf).join(', ')
  const parts = [
    outgoing
      ? t('ticket.to', { names: names(to) })
      : author === 'customer' && email !== message.author_name
        ? email
        : '',
    cc.length > 0 && t('ticket.cc', { names: names(cc) }),
    bcc.length > 0 && t('ticket.bcc', { names: names(bcc) }),
  ].filter(Boolean)
  if (parts.length === 0) return null
  return (
    <span
      data-addressed=""
      title={parts.join(', ')}
      className={cn('min-w-0 text-xs wrap-anywhere text-quiet', className)}
    >
      {parts.join(', ')}
    </span>
  )
}
