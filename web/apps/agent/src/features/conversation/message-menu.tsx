import type { Message } from '@tessera/api'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '@tessera/ui'
import { Ellipsis, EyeOff, FileCode, Forward, Link2, MessagesSquare, Pencil, Split } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { copyText } from '@/shared/clipboard'
import { registry } from '@/shared/hotkeys'
import { changeDraft, currentDraft } from '@/shared/messages/draft-store'
import { useOffers } from '@/shared/offers'
import { part } from '@/shared/part'
import { waits } from '@/shared/messages/waits'
import { useMayDelete, useMayWrite } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

const OriginalMail = part(() => import('./original-mail').then((module) => ({ default: module.OriginalMail })))
const SplitDialog = part(() => import('./split-dialog').then((module) => ({ default: module.SplitDialog })))
const RedactDialog = part(() => import('./redact-dialog').then((module) => ({ default: module.RedactDialog })))

type Props = { message: Message; name: string; ticketId: string; onEdit: () => void }

/** What can be done with one message. */
export function MessageMenu({ message, name, ticketId, onEdit }: Props) {
  const mayWrite = useMayWrite()
  const { mayEdit, mayRedact } = useMayAmend(message)
  const [redacting, setRedacting] = useState(false)
  const [splitting, setSplitting] = useState(false)
  const [showing, setShowing] = useState(false)
  const { answer, forward, copyLink } = useMessageActions(message, ticketId)
  const original = {
    id: 'original',
    text: t('ticket.original'),
    icon: <FileCode size={15} />,
    at: message.created_at,
    run: () => setShowing(true),
  }
  const split = {
    id: 'split',
    text: t('split.offer'),
    words: t('split.words'),
    icon: <Split size={15} />,
    at: message.created_at,
    run: () => setSplitting(true),
  }
  const splits = mayWrite && !waits(message)
  useOffers([...(message.has_original ? [original] : []), ...(splits ? [split] : [])])
  // What takes the focus elsewhere waits until the menu is gone and its button has it: a window gives it back to that.
  const next = useRef<(() => void) | null>(null)
  function closed() {
    next.current?.()
    next.current = null
  }
  return (
    <>
      <Menu>
        <MenuTrigger
          aria-label={t('ticket.messageActions', { name })}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-control text-icon touch-target hover:bg-selected hover:text-strong aria-expanded:bg-selected"
        >
          <Ellipsis size={16} aria-hidden="true" />
        </MenuTrigger>
        <MenuContent align="end" onCloseAutoFocus={closed}>
          {mayWrite && (
            <MenuItem icon={<MessagesSquare size={15} />} onSelect={() => (next.current = answer)}>
              {t('thread.reply')}
            </MenuItem>
          )}
          {mayWrite && !waits(message) && (
            <MenuItem icon={<Forward size={15} />} onSelect={() => (next.current = forward)}>
              {t('forward.menu')}
            </MenuItem>
          )}
          {mayEdit && (
            <MenuItem icon={<Pencil size={15} />} onSelect={() => (next.current = onEdit)}>
              {t('amend.edit')}
            </MenuItem>
          )}
          <MenuItem icon={<Link2 size={15} />} onSelect={() => void copyLink()}>
            {t('ticket.copyMessageLink')}
          </MenuItem>
          {splits && (
            <MenuItem icon={split.icon} onSelect={() => (next.current = split.run)}>
              {t('split.menu')}
            </MenuItem>
          )}
          {message.has_original && (
            <MenuItem icon={original.icon} onSelect={() => (next.current = original.run)}>
              {original.text}
            </MenuItem>
          )}
          {mayRedact && (
            <>
              <MenuSeparator />
              <MenuItem icon={<EyeOff size={15} />} onSelect={() => (next.current = () => setRedacting(true))}>
                {t('amend.redactMenu')}
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      <Suspense>
        {showing && (
          <OriginalMail message={message} name={name} ticketId={ticketId} onClose={() => setShowing(false)} />
        )}
        {splitting && <SplitDialog message={message} ticketId={ticketId} onClose={() => setSplitting(false)} />}
        {redacting && <RedactDialog message={message} ticketId={ticketId} onClose={() => setRedacting(false)} />}
      </Suspense>
    </>
  )
}

/** One's own notes can be edited; one's own messages redacted, and anybody's by those who may delete. */
function useMayAmend(message: Message) {
  const { me } = useDesk()
  const mayWrite = useMayWrite()
  const mayDelete = useMayDelete()
  const own = message.author_type === 'agent' && message.author_id === me
  const empty = message.redaction && !message.text && message.attachments.length === 0
  return {
    mayEdit: mayWrite && own && message.kind === 'note' && !message.forward_of && !message.redaction,
    mayRedact: mayWrite && (own || mayDelete) && message.delivery !== 'queued' && !empty,
  }
}

function useMessageActions(message: Message, ticketId: string) {
  const { me } = useDesk()
  return {
    /** A note is answered by a note: what is said among colleagues stays there unless one chooses otherwise. */
    answer: () => {
      changeDraft(me, ticketId, { replyTo: message.reply_to ?? message.id })
      registry.run(message.kind)
    },
    /** Whom it was to go to stays: another message was meant, not somebody else. */
    forward: () => {
      const { carried } = currentDraft(me, ticketId)
      const lines = carried ?? { to: '', cc: '', bcc: '' }
      changeDraft(me, ticketId, { carried: { ...lines, messageId: message.id, along: null } })
      registry.run('forward')
    },
    copyLink: async () => {
      await copyText(new URL(`/tickets/${ticketId}#${message.id}`, location.href).href)
      showToast({ text: t('done.copied') })
    },
  }
}
