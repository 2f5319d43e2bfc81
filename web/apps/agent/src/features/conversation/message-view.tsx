import type { Message } from '@tessera/api'
import { Avatar, Badge, Banner, RelativeTime, cn } from '@tessera/ui'
import { CircleAlert, Clock, EyeOff, ShieldAlert } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { useAmending } from '@/shared/messages/amending'
import { part } from '@/shared/part'
import { Said } from '@/shared/said'
import { useMayWrite, useMe } from '@/shared/tickets/queries'
import { Addressed, NoteLabel } from './addressed'
import { Attachments } from './attachments'
import { MessageBody } from './message-body'
import { MessageMenu } from './message-menu'
import { AddReaction, Reactions } from './reactions'
import { Revisions } from './revisions'
import { Carried } from './carried'
import { anchorOf } from './show-message'
import { Thread } from './thread'
import { useAuthor } from './use-author'

const EditNote = part(() => import('./edit-note').then((module) => ({ default: module.EditNote })))

type Props = {
  message: Message
  ticketId: string
  answers?: Message[]
  /** The message at the head of the thread that this one stands in. */
  within?: Message
}

export function MessageView({ message, ticketId, answers = [], within }: Props) {
  const name = useAuthor()(message)
  const note = message.kind === 'note'
  const [opened, setOpened] = useState(false)
  const begun = useAmending((state) => state[message.id] !== undefined)
  const mine = message.author_id === useMe().id
  // As it was once, nobody writes on it.
  const editing = useMayWrite() && mine && (opened || begun)
  return (
    <article
      id={anchorOf(message.id)}
      tabIndex={-1}
      data-testid="message"
      data-kind={message.kind}
      aria-label={note ? `${t('ticket.internalNote')}, ${name}` : name}
      className={cn(
        'grid gap-x-3 rounded-surface py-3 transition-[background-color] duration-500 data-shown:bg-accent-soft',
        within ? 'grid-cols-[24px_minmax(0,1fr)] pb-1' : 'grid-cols-[32px_minmax(0,1fr)]',
        note && within?.kind !== 'note' && '-mx-3 my-1 border border-note-line bg-note px-3',
      )}
    >
      <Avatar name={name} size={within ? 24 : 32} title={false} />
      <div className="min-w-0">
        <div className="group/message">
          <MessageHeader
            message={message}
            name={name}
            ticketId={ticketId}
            within={within}
            onEdit={() => setOpened(true)}
          />
          {message.sender_check === 'failed' && (
            <Banner tone="warning" icon={ShieldAlert} className="mt-1 mb-2 rounded-control px-3">
              {t('ticket.senderFailed', { name })}
            </Banner>
          )}
          {editing ? (
            <Suspense fallback={<div className="h-24" />}>
              <EditNote message={message} ticketId={ticketId} onDone={() => setOpened(false)} />
            </Suspense>
          ) : (
            <div className="mt-1">
              <Body message={message} />
            </div>
          )}
          {message.forward_of && <Carried id={message.forward_of} files={message.forward_files} ticketId={ticketId} />}
          <Attachments files={message.attachments} html={message.html} />
          <DeliveryLine message={message} />
          <Reactions message={message} ticketId={ticketId} />
        </div>
        {answers.length > 0 && <Thread head={message} answers={answers} ticketId={ticketId} />}
      </div>
    </article>
  )
}

/** What it says; what was taken out of it says who did it, when and why. */
function Body({ message }: { message: Message }) {
  const { redaction } = message
  if (!redaction) return <MessageBody message={message} />
  return (
    <>
      {message.text && <MessageBody message={message} />}
      <p
        data-testid="redacted"
        className="mt-1 flex w-fit items-start gap-2 rounded-control bg-side px-2.5 py-1.5 text-xs text-quiet"
      >
        <EyeOff size={14} className="mt-px shrink-0" aria-hidden="true" />
        <span dir="auto">
          {t('amend.redactedBy', { name: redaction.by_name, reason: redaction.reason })}{' '}
          <RelativeTime at={redaction.at} justNow={t('time.now')} locale={LOCALE} className="tabular-nums" />
        </span>
      </p>
    </>
  )
}

type HeaderProps = {
  message: Message
  name: string
  ticketId: string
  within: Message | undefined
  onEdit: () => void
}

function MessageHeader({ message, name, ticketId, within, onEdit }: HeaderProps) {
  return (
    <header className="flex min-h-6 flex-wrap items-baseline gap-x-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 md:flex-initial">
        <span className="font-semibold wrap-anywhere text-strong">{breakable(name)}</span>
        {message.kind === 'note' && within?.kind !== 'note' && <NoteLabel message={message} />}
        {message.reply_to && !within && <span className="text-xs text-quiet">{t('thread.missing')}</span>}
        {message.edited_at && <Revisions message={message} ticketId={ticketId} />}
        {message.automatic && <Badge>{t('ticket.automatic')}</Badge>}
      </div>
      {/* Below a name that leaves it no room. */}
      <div className="contents md:flex md:min-w-0 md:flex-auto md:items-baseline md:gap-x-2 md:has-data-addressed:basis-56">
        <Addressed message={message} cut />
        <span className="-my-0.5 ms-auto flex shrink-0 items-center self-start opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:opacity-100">
          <AddReaction message={message} ticketId={ticketId} className="size-6 rounded-control" />
          <MessageMenu message={message} name={name} ticketId={ticketId} onEdit={onEdit} />
        </span>
        <span className="shrink-0 text-xs text-quiet tabular-nums">
          {message.kind === 'reply' && `${t(`channel.${message.channel}`)} · `}
          <RelativeTime at={message.created_at} justNow={t('time.now')} locale={LOCALE} />
        </span>
      </div>
    </header>
  )
}

/** An address that needs two lines goes on behind its sign. */
function breakable(name: string): ReactNode {
  const domain = name.indexOf('@') + 1
  if (domain === 0) return name
  return (
    <>
      {name.slice(0, domain)}
      <wbr />
      {name.slice(domain)}
    </>
  )
}

/** How far an outgoing mail came, in words; good news is quiet. */
function DeliveryLine({ message }: { message: Message }) {
  if (!message.delivery) return null
  const bad = message.delivery === 'failed' || message.delivery === 'bounced'
  const Icon = bad ? CircleAlert : Clock
  return (
    <p
      data-testid="delivery"
      className={cn('mt-2 flex items-start gap-1.5 text-xs', bad ? 'text-danger-text' : 'text-quiet')}
    >
      {message.delivery !== 'sent' && <Icon size={13} className="mt-px shrink-0" aria-hidden="true" />}
      <span className="min-w-0 wrap-anywhere">
        {t(`delivery.${message.delivery}`)}
        {bad && message.delivery_detail && (
          <>
            : <Said text={message.delivery_detail} />
          </>
        )}
      </span>
    </p>
  )
}
