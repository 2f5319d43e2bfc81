import type { TicketDetail } from '@tessera/api'
import { Button, cn } from '@tessera/ui'
import { CircleAlert } from 'lucide-react'
import { t } from '@/shared/i18n'
import { type Outgoing, cameMeanwhile, discard, sendAgain } from '@/shared/messages/outbox'
import { useDesk } from '@/shared/tickets/use-desk'

type Props = { message: Outgoing; ticket: TicketDetail; onEdit: (message: Outgoing) => void }

/** Why a message is still here, and what can be done with it. */
export function NotSent({ message, ticket, onEdit }: Props) {
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
