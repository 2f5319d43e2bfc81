import { type TicketDetail, isMessage } from '@tessera/api'
import { IconButton } from '@tessera/ui'
import { MessagesSquare, X } from 'lucide-react'
import { t } from '@/shared/i18n'

type Props = { ticket: TicketDetail; replyTo: string; onLeave: () => void }

/** In whose thread the message will stand, with the way out of it. */
export function InThread({ ticket, replyTo, onLeave }: Props) {
  const head = ticket.entries.items.filter(isMessage).find((message) => message.id === replyTo)
  return (
    <p data-testid="in-thread" className="flex items-center gap-2 px-3.5 pt-1 text-xs text-quiet">
      <MessagesSquare size={13} className="shrink-0" aria-hidden="true" />
      <span className="min-w-0 truncate">
        <span className="text-body">{t('thread.inThread', { name: head?.author_name || t('thread.someone') })}</span>
        {head?.text && (
          <>
            {' · '}
            <bdi>{head.text.slice(0, 120)}</bdi>
          </>
        )}
      </span>
      <IconButton icon={X} size={13} label={t('thread.leave')} onClick={onLeave} className="ms-auto size-6" />
    </p>
  )
}
