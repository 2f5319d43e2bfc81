import type { TicketDetail } from '@tessera/api'
import { Button, cn } from '@tessera/ui'
import { CircleAlert, CloudUpload } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useOnline } from '@/shared/media'
import { type Outgoing, cameMeanwhile, sendAgain } from '@/shared/messages/outbox'
import { useDiscard } from '@/shared/messages/use-discard'
import { useDesk } from '@/shared/tickets/use-desk'

type Props = { message: Outgoing; ticket: TicketDetail; onEdit: (message: Outgoing) => void }

/** Why a message is still here, and what can be done with it. One that waits for the network goes out by itself. */
export function NotSent({ message, ticket, onEdit }: Props) {
  const desk = useDesk()
  const discard = useDiscard()
  const { state } = message
  const online = useOnline()
  const Icon = state === 'offline' ? CloudUpload : CircleAlert
  const why =
    state === 'stale'
      ? t('composer.stale', { count: cameMeanwhile(ticket, message) })
      : t(state === 'offline' ? 'composer.notSentOffline' : 'composer.notSent')
  return (
    <div
      role={state === 'offline' ? 'status' : 'alert'}
      className={cn(
        'mt-3 flex flex-wrap items-center gap-2 rounded-control p-2 ps-3 text-xs',
        state === 'offline' && 'bg-selected text-strong',
        state === 'stale' && 'bg-warning-soft text-warning-text',
        state === 'failed' && 'bg-danger-soft text-danger-text',
      )}
    >
      <Icon size={14} className="shrink-0" aria-hidden="true" />
      <span className="flex-1 basis-48">{why}</span>
      {(state !== 'offline' || online) && (
        <Button size="sm" onClick={() => void sendAgain(desk, message)}>
          {t(state === 'stale' ? 'composer.sendAnyway' : 'action.retry')}
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={() => onEdit(message)}>
        {t('action.edit')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => discard(message.id)}>
        {t('composer.discard')}
      </Button>
    </div>
  )
}
