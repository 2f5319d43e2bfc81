import type { TicketDetail } from '@tessera/api'
import { Avatar, Spinner, cn, passFocus } from '@tessera/ui'
import { Suspense, useMemo } from 'react'
import { t } from '@/shared/i18n'
import type { Outgoing } from '@/shared/messages/outbox'
import { picturesHere } from '@/shared/messages/pictures'
import { part } from '@/shared/part'
import { useMe } from '@/shared/tickets/queries'
import { OwnHtml } from './message-body'
import { PlainText } from './plain-text'

const NotSent = part(() => import('./not-sent').then((module) => ({ default: module.NotSent })))

type Props = { message: Outgoing; ticket: TicketDetail; onEdit: (message: Outgoing) => void }

/** A message that the server does not have yet: it stands where it will stand, and says what is with it. */
export function OutgoingView({ message, ticket, onEdit }: Props) {
  const me = useMe()
  const { kind, html, text } = message.body
  const note = kind === 'note'
  const pictures = useMemo(() => picturesHere(message.files), [message.files])
  return (
    <article
      ref={passFocus}
      tabIndex={-1}
      data-testid="message"
      data-kind={kind}
      data-state={message.state}
      aria-label={note ? `${t('ticket.internalNote')}, ${me.name}` : me.name}
      className={cn(
        'grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 rounded-surface py-3',
        note && '-mx-3 my-1 border border-note-line bg-note px-3',
      )}
    >
      <Avatar name={me.name} size={32} title={false} />
      <div className="min-w-0">
        <header className="flex min-h-6 flex-wrap items-baseline gap-x-2">
          <span className="font-semibold text-strong">{me.name}</span>
          {note && (
            <span className="text-xs font-semibold text-note-ink">
              {t(message.body.forward ? 'forward.label' : 'ticket.internalNote')}
            </span>
          )}
        </header>
        <div className="mt-1 text-strong">
          {html ? <OwnHtml html={html} inline={pictures} /> : <PlainText text={text ?? ''} />}
        </div>
        {message.state === 'sending' ? (
          <p className="mt-2 flex h-4 items-center gap-1.5 text-xs text-quiet">
            <Spinner size={12} />
            {t('composer.sending')}
          </p>
        ) : (
          <Suspense>
            <NotSent message={message} ticket={ticket} onEdit={onEdit} />
          </Suspense>
        )}
      </div>
    </article>
  )
}
