import type { Message, Person } from '@tessera/api'
import { Avatar, Badge, Banner, Menu, MenuContent, MenuItem, MenuTrigger, RelativeTime, cn } from '@tessera/ui'
import { CircleAlert, Clock, Ellipsis, FileCode, ShieldAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { Attachments } from './attachments'
import { MessageBody } from './message-body'

const nameOf = (person: Person) => person.name || person.email

export function MessageView({ message, ticketId }: { message: Message; ticketId: string }) {
  const { t } = useTranslation()
  const name = message.author_name || message.author_email || t('activity.system')
  const note = message.kind === 'note'
  return (
    <article
      data-testid="message"
      data-kind={message.kind}
      aria-label={note ? `${t('ticket.internalNote')}, ${name}` : name}
      className={cn(
        'group/message grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 rounded-surface py-3',
        note && '-mx-3 my-1 border border-note-line bg-note px-3',
      )}
    >
      <Avatar name={name} size={32} title={false} />
      <div className="min-w-0">
        <MessageHeader message={message} name={name} ticketId={ticketId} />
        {message.sender_check === 'failed' && (
          <Banner tone="warning" icon={ShieldAlert} className="mt-1 mb-2 rounded-control px-3">
            {t('ticket.senderFailed', { name })}
          </Banner>
        )}
        <div className="mt-1">
          <MessageBody message={message} />
        </div>
        <Attachments files={message.attachments} html={message.html} />
        <DeliveryLine message={message} />
      </div>
    </article>
  )
}

function MessageHeader({ message, name, ticketId }: { message: Message; name: string; ticketId: string }) {
  const { t } = useTranslation()
  const outgoing = message.author_type === 'agent' && message.kind === 'reply' && message.to.length > 0
  const names = (people: Person[]) => people.map(nameOf).join(', ')
  return (
    <header className="flex min-h-6 items-baseline gap-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
        <span className="font-semibold text-strong">{name}</span>
        {message.kind === 'note' && (
          <span className="text-xs font-semibold text-note-ink">{t('ticket.internalNote')}</span>
        )}
        {message.automatic && <Badge>{t('ticket.automatic')}</Badge>}
        <span className="min-w-0 text-xs text-quiet">
          {outgoing
            ? t('ticket.to', { names: names(message.to) })
            : message.author_type === 'customer' && message.author_email}
          {message.cc.length > 0 && `, ${t('ticket.cc', { names: names(message.cc) })}`}
        </span>
      </div>
      <span className="shrink-0 text-xs text-quiet tabular-nums">
        {message.kind === 'reply' && `${t(`channel.${message.channel}`)} · `}
        <RelativeTime at={message.created_at} justNow={t('time.now')} locale={LOCALE} />
      </span>
      {message.has_original && <MessageMenu message={message} name={name} ticketId={ticketId} />}
    </header>
  )
}

function MessageMenu({ message, name, ticketId }: { message: Message; name: string; ticketId: string }) {
  const { t } = useTranslation()
  const { api } = useServices()
  async function showOriginal() {
    try {
      const { url } = await api.original(ticketId, message.id)
      window.open(url, '_blank', 'noopener,noreferrer')
    } catch {
      showToast({ tone: 'danger', text: t('ticket.originalFailed') })
    }
  }
  return (
    <Menu>
      <MenuTrigger
        aria-label={t('ticket.messageActions', { name })}
        className="-my-0.5 inline-flex size-6 shrink-0 items-center justify-center self-start rounded-control text-icon touch-target hover:bg-selected hover:text-strong aria-expanded:bg-selected"
      >
        <Ellipsis size={16} aria-hidden="true" />
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem icon={<FileCode size={15} />} onSelect={() => void showOriginal()}>
          {t('ticket.original')}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

/** How far an outgoing mail came, in words; good news is quiet. */
function DeliveryLine({ message }: { message: Message }) {
  const { t } = useTranslation()
  if (!message.delivery) return null
  const bad = message.delivery === 'failed' || message.delivery === 'bounced'
  const Icon = bad ? CircleAlert : Clock
  return (
    <p
      data-testid="delivery"
      className={cn('mt-2 flex items-center gap-1.5 text-xs', bad ? 'text-danger-text' : 'text-quiet')}
    >
      {message.delivery !== 'sent' && <Icon size={13} aria-hidden="true" />}
      {t(`delivery.${message.delivery}`)}
      {bad && message.delivery_detail && <span>: {message.delivery_detail}</span>}
    </p>
  )
}
