import type { Message, Person } from '@tessera/api'
import { cn } from '@tessera/ui'
import { Fragment } from 'react'
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

/** Stands for the people in a text that says what they are. */
const PEOPLE = '\0'

type Part = { text: string; names: string[] }
type Props = { message: Message; /** Beside other things, where there is room for one line. */ cut?: boolean }

/**
 * To whom a message of ours goes, or from which address one of theirs came; and who had it in copy. Each name runs in its
 * own direction, and all of them in that of the first: what is too long is cut where it ends.
 */
export function Addressed({ message, cut = false }: Props) {
  const parts = partsOf(message)
  if (parts.length === 0) return null
  return (
    <span
      data-addressed=""
      title={parts.map(({ text, names }) => text.replace(PEOPLE, names.join(', '))).join(', ')}
      className={cn(
        'min-w-0 text-xs wrap-anywhere text-quiet',
        cut && 'order-last basis-full md:order-none md:flex md:flex-1',
      )}
    >
      {parts.map(({ text, names }, place) => {
        const [before, after] = text.split(PEOPLE)
        const label = (place > 0 ? ', ' : '') + before
        return (
          <span key={text} className={cn(cut && 'md:flex md:min-w-0 md:whitespace-pre')}>
            {/* Nothing at all, and the line would stand on that. */}
            {label && <span className="shrink-0">{label}</span>}
            <bdi className={cn(cut && 'md:truncate')}>
              {names.map((name, at) => (
                <Fragment key={at}>
                  {at > 0 && ', '}
                  <bdi>{name}</bdi>
                </Fragment>
              ))}
            </bdi>
            {after}
          </span>
        )
      })}
    </span>
  )
}

function partsOf(message: Message): Part[] {
  const { author_type: author, author_email: email, kind, forward_of: forward, to, cc, bcc } = message
  const outgoing = author === 'agent' && (kind === 'reply' || forward !== null)
  const from = author === 'customer' && email && email !== message.author_name ? [email] : []
  return [
    { text: t('ticket.to', { names: PEOPLE }), names: outgoing ? to.map(nameOf) : [] },
    { text: PEOPLE, names: from },
    { text: t('ticket.cc', { names: PEOPLE }), names: cc.map(nameOf) },
    { text: t('ticket.bcc', { names: PEOPLE }), names: bcc.map(nameOf) },
  ].filter(({ names }) => names.length > 0)
}
