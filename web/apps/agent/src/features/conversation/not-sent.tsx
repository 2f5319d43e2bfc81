import type { TicketDetail } from '@tessera/api'
import { Button, cn } from '@tessera/ui'
import { CircleAlert, CloudUpload } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useOnline } from '@/shared/media'
import { type Outgoing, cameMeanwhile, sendAgain } from '@/shared/messages/outbox'
import { useDiscard } from '@/shared/messages/use-discard'
import { useDesk } from '@/shared/tickets/use-desk'

type Props = { message: Outgoing; ticket: TicketDetail; onEdit: (message: Outgoing) => void }

/** What is done about a message may take this away: the focus stays with the message. */
function keepFocus(notice: HTMLElement | null): () => void {
  const message = notice?.closest('article')
  return () => void (notice?.contains(document.activeElement) && message?.focus({ preventScroll: true }))
}

/** Why a message is still here, and what can be done with it. One that waits for the network goes out by itself. */
export function NotSent({ message, ticket, onEdit }: Props) {
  const desk = useDesk()
  const discard = useDiscard()
  const { state } = message
  const online = useOnline()
  const Icon = state === 'offline' ? CloudUpload : CircleAlert
  return (
    <div
      ref={keepFocus}
      role={state === 'offline' ? 'status' : 'alert'}
      className={cn(
        'mt-3 flex flex-wrap items-center gap-2 rounded-control p-2 ps-3 text-xs',
        state === 'offline' && 'bg-selected text-strong',
        state === 'stale' && 'bg-warning-soft text-warning-text',
        state === 'failed' && 'bg-danger-soft text-danger-text',
      )}
    >
      <Icon size={14} className="shrink-0" aria-hidden="true" />
      <span className="flex-1 basis-48 wrap-anywhere">
        <Why message={message} ticket={ticket} />
      </span>
      {/* Below a text that leaves them no room: all of them. */}
      <span className="flex gap-2">
        {(state !== 'offline' || online) && (
          <Button size="sm" onClick={() => void sendAgain(desk, message)}>
            {t(isOvertaken(message, ticket) ? 'composer.sendAnyway' : 'action.retry')}
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={() => onEdit(message)}>
          {t('action.edit')}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => discard(message.id)}>
          {t('composer.discard')}
        </Button>
      </span>
    </div>
  )
}

/** Stopped because the conversation went on. What anybody else did, like merging the ticket, the server says. */
function isOvertaken(message: Outgoing, ticket: TicketDetail): boolean {
  return message.state === 'stale' && (cameMeanwhile(ticket, message) > 0 || !message.reason)
}

function Why({ message, ticket }: Pick<Props, 'message' | 'ticket'>) {
  const { state, reason } = message
  if (isOvertaken(message, ticket)) return t('composer.stale', { count: cameMeanwhile(ticket, message) })
  const rest =
    state === 'stale'
      ? ''
      : t(state === 'failed' ? 'composer.notSent' : reason ? 'composer.notSentLater' : 'composer.notSentOffline')
  return (
    <>
      {rest} {reason && <bdi>{reason}</bdi>}
    </>
  )
}
