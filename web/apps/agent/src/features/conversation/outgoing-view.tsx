import type { TicketDetail } from '@tessera/api'
import { Avatar, Button, Spinner, cn } from '@tessera/ui'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Outgoing, cameMeanwhile, discard, sendAgain } from '@/shared/messages/outbox'
import { useDesk } from '@/shared/tickets/use-desk'
import { useMe } from '@/shared/tickets/queries'
import { PlainText } from './plain-text'

type Props = { message: Outgoing; ticket: TicketDetail; onEdit: (message: Outgoing) => void }

/** A message that the server does not have yet: it stands where it will stand, and says what is with it. */
export function OutgoingView({ message, ticket, onEdit }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const note = message.body.kind === 'note'
  return (
    <article
      data-testid="message"
      data-kind={message.body.kind}
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
          <PlainText text={message.body.text ?? ''} />
        </div>
        {message.state === 'sending' ? (
          <p className="mt-2 flex h-4 items-center gap-1.5 text-xs text-quiet">
            <Spinner size={12} />
            {t('composer.sending')}
          </p>
        ) : (
          <NotSent message={message} ticket={ticket} onEdit={onEdit} />
        )}
      </div>
    </article>
  )
}

function NotSent({ message, ticket, onEdit }: Props) {
  const { t } = useTranslation()
  const desk = useDesk()
  const stale = message.state === 'stale'
  const why = stale
    ? t('composer.stale', { count: cameMeanwhile(ticket, message) })
    : t(message.state === 'offline' ? 'composer.notSentOffline' : 'composer.notSent')
  return (
    <div
      role="alert"
      className={cn(
        'mt-3 flex flex-wrap items-center gap-2 rounded-control p-2 ps-3 text-xs',
        stale ? 'bg-warning-soft text-warning-text' : 'bg-danger-soft text-danger-text',
      )}
    >
      <CircleAlert size={14} className="shrink-0" aria-hidden="true" />
      <span className="flex-1 basis-48">{why}</span>
      <Button size="sm" onClick={() => void sendAgain(desk, message)}>
        {t(stale ? 'composer.sendAnyway' : 'action.retry')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => onEdit(message)}>
        {t('action.edit')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => discard(message.id)}>
        {t('composer.discard')}
      </Button>
    </div>
  )
}
