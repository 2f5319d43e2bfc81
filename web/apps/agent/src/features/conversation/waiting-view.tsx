import type { Message } from '@tessera/api'
import { Avatar, Button, Popover, PopoverContent, PopoverTrigger, cn, formatExact, useNow } from '@tessera/ui'
import { CircleAlert, Clock } from 'lucide-react'
import { Suspense, useState } from 'react'
import { WhenChoices } from '@/shared/fields/when-choices'
import { t, LOCALE } from '@/shared/i18n'
import { mend, useMending } from '@/shared/messages/mending'
import { useThen } from '@/shared/messages/use-then'
import { useWaiting } from '@/shared/messages/use-waiting'
import { WhyUnsent } from '@/shared/messages/why-unsent'
import { part } from '@/shared/part'
import { useMe } from '@/shared/tickets/queries'
import { formatWhen } from '@/shared/time/format'
import { Addressed, NoteLabel } from './addressed'
import { Attachments } from './attachments'
import { Carried } from './carried'
import { MessageBody } from './message-body'

const EditWaiting = part(() => import('./edit-waiting').then((module) => ({ default: module.EditWaiting })))

/** Nearer than this, a reply is on its way, and not scheduled. */
const HELD_MS = 60_000

type Props = { message: Message; ticketId: string }

/**
 * A reply that waits for its time, or could not go out then, at the conversation's end, with everything that can still be
 * done about it.
 */
export function WaitingView({ message, ticketId }: Props) {
  const now = useNow()
  const name = message.author_name
  const at = message.send_at ?? message.created_at
  const note = message.kind === 'note'
  const unsent = message.delivery === 'unsent'
  const mine = message.author_id === useMe().id
  const editing = useMending((state) => state[message.id] !== undefined) && mine
  const left = new Date(at).getTime() - now
  const held = !unsent && left < HELD_MS
  const then = useThen(message)
  const Icon = unsent ? CircleAlert : Clock
  return (
    <article
      data-testid="message"
      data-kind={message.kind}
      data-state="waiting"
      aria-label={name}
      className={cn(
        '-mx-3 my-1 grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 rounded-surface border border-dashed px-3 py-3',
        note ? 'border-note-line bg-note' : 'border-line-strong',
      )}
    >
      <Avatar name={name} size={32} title={false} />
      <div className="min-w-0">
        <header className="flex min-h-6 flex-wrap items-baseline gap-x-2">
          <span className="font-semibold text-strong">{name}</span>
          {note && <NoteLabel message={message} />}
          <Addressed message={message} />
          <span
            className={cn('inline-flex items-baseline gap-1 text-xs', unsent ? 'text-danger-text' : 'text-quiet')}
            title={formatExact(at, LOCALE)}
          >
            <Icon size={12} aria-hidden="true" className="self-center" />
            {unsent ? (
              <WhyUnsent message={message} />
            ) : (
              then(
                held && left > -HELD_MS
                  ? t('waiting.held')
                  : t(left < 0 ? 'waiting.due' : 'waiting.until', { when: formatWhen(at, now, LOCALE) }),
              )
            )}
          </span>
        </header>
        <div className="mt-1">
          {editing ? (
            <Suspense fallback={<div className="h-20" />}>
              <EditWaiting message={message} ticketId={ticketId} />
            </Suspense>
          ) : (
            <MessageBody message={message} />
          )}
        </div>
        {message.forward_of && <Carried id={message.forward_of} files={message.forward_files} ticketId={ticketId} />}
        <Attachments files={message.attachments} html={message.html} />
        {!editing && <Actions message={message} ticketId={ticketId} held={held} />}
      </div>
    </article>
  )
}

/** Its author's alone: nobody takes back or sends what somebody else wrote. */
function Actions({ message, ticketId, held }: Props & { held: boolean }) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const waiting = useWaiting(ticketId, message)
  if (message.author_id !== me.id) return null
  if (held) {
    return (
      <Button size="sm" className="mt-2 flex w-fit" onClick={() => waiting.takeBack()}>
        {t('action.undo')}
      </Button>
    )
  }
  return (
    <div className="mt-2 flex flex-wrap gap-1.5">
      <Button size="sm" onClick={waiting.sendNow}>
        {t('waiting.sendNow')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => mend(ticketId, message)}>
        {t('action.edit')}
      </Button>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button size="sm" variant="ghost">
            {t('waiting.change')}
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label={t('waiting.change')} className="w-72">
          <WhenChoices
            value={message.send_at}
            submitLabel={t('when.set')}
            onPick={(at) => {
              setOpen(false)
              if (at) waiting.putOff(at)
            }}
          />
        </PopoverContent>
      </Popover>
      <Button size="sm" variant="ghost" onClick={() => waiting.takeBack()}>
        {t('waiting.takeBack')}
      </Button>
    </div>
  )
}
