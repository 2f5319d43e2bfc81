import type { Message } from '@tessera/api'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@tessera/ui'
import { Ellipsis, FileCode, Link2, MessagesSquare } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '@/shared/clipboard'
import { registry } from '@/shared/hotkeys'
import { changeDraft } from '@/shared/messages/draft-store'
import { useServices } from '@/shared/services'
import { useMayWrite } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

type Props = { message: Message; name: string; ticketId: string }

/** What can be done with one message. */
export function MessageMenu({ message, name, ticketId }: Props) {
  const { t } = useTranslation()
  const mayWrite = useMayWrite()
  const { answer, copyLink, showOriginal } = useMessageActions(message, ticketId)
  // What takes the focus elsewhere waits until the menu, which gives it back to its button, is gone.
  const next = useRef<(() => void) | null>(null)
  function closed(event: Event) {
    if (!next.current) return
    event.preventDefault()
    next.current()
    next.current = null
  }
  return (
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
        <MenuItem icon={<Link2 size={15} />} onSelect={() => void copyLink()}>
          {t('ticket.copyMessageLink')}
        </MenuItem>
        {message.has_original && (
          <MenuItem icon={<FileCode size={15} />} onSelect={() => void showOriginal()}>
            {t('ticket.original')}
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  )
}

function useMessageActions(message: Message, ticketId: string) {
  const { t } = useTranslation()
  const { api } = useServices()
  const { me } = useDesk()
  return {
    /** A note is answered by a note: what is said among colleagues stays there unless one chooses otherwise. */
    answer: () => {
      changeDraft(me, ticketId, { replyTo: message.reply_to ?? message.id })
      registry.run(message.kind)
    },
    copyLink: async () => {
      await copyText(new URL(`/tickets/${ticketId}#${message.id}`, location.href).href)
      showToast({ text: t('done.copied') })
    },
    showOriginal: async () => {
      try {
        const { url } = await api.original(ticketId, message.id)
        window.open(url, '_blank', 'noopener,noreferrer')
      } catch {
        showToast({ tone: 'danger', text: t('ticket.originalFailed') })
      }
    },
  }
}
