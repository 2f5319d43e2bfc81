import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Client, Message, TicketDetail } from '@tessera/api'
import { Button, Dialog, EmptyState, Skeleton, Spinner } from '@tessera/ui'
import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { copyText } from '@/shared/clipboard'
import { formatSize } from '@/shared/format-size'
import { LOCALE, t } from '@/shared/i18n'
import { saveAs } from '@/shared/save-as'
import { useServices } from '@/shared/services'
import { keys } from '@/shared/tickets/keys'
import { showToast } from '@/shared/toasts'
import { beginningOf } from './beginning'

/** More is files in letters, which nobody reads. */
const SHOWN_BYTES = 200_000

type Props = { message: Message; name: string; ticketId: string; onClose: () => void }

/** A mail as it came: its headers, then its parts. */
export function OriginalMail({ message, name, ticketId, onClose }: Props) {
  const { api } = useServices()
  const mail = useQuery({
    queryKey: ['original', message.id],
    queryFn: async () => beginningOf(await fetched(api, ticketId, message.id), SHOWN_BYTES),
    staleTime: Infinity,
    // What is taken out of a message goes from here too, and as much text is not kept for nothing.
    gcTime: 0,
  })
  const { text = '', more = false } = mail.data ?? {}
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('original.title', { name })}
      closeLabel={t('action.close')}
      className="md:h-[76vh] md:w-[min(60rem,92vw)]"
    >
      <div className="relative flex min-h-0 flex-1 border-t border-line bg-canvas">
        {mail.isError ? (
          <EmptyState
            mosaic="broken"
            title={t('ticket.originalFailed')}
            action={<Button onClick={() => void mail.refetch()}>{t('action.retry')}</Button>}
          />
        ) : (
          // A field that nobody writes in: it has the focus from the beginning, keys scroll it, and Ctrl+A means it alone.
          <textarea
            readOnly
            dir="ltr"
            spellCheck={false}
            aria-label={t('original.source')}
            aria-busy={mail.isPending}
            value={text}
            className="size-full resize-none bg-canvas px-5 py-3 font-mono text-xs text-strong outline-offset-[-2px]"
          />
        )}
        {mail.isPending && <Skeleton className="absolute start-5 top-4 h-3 w-64" />}
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-3 py-2">
        {more && (
          <p className="min-w-0 flex-1 ps-2 text-xs text-quiet">
            {t('original.cut', { size: formatSize(SHOWN_BYTES, LOCALE) })}
          </p>
        )}
        <div className="flex shrink-0 gap-2">
          <CopyButton text={text} />
          <SaveButton message={message} ticketId={ticketId} />
        </div>
      </footer>
    </Dialog>
  )
}

function CopyButton({ text }: { text: string }) {
  async function copy() {
    await copyText(text)
    showToast({ text: t('done.copied') })
  }
  return (
    <Button disabled={!text} onClick={() => void copy()}>
      <Copy size={14} aria-hidden="true" />
      {t('original.copy')}
    </Button>
  )
}

/** All of it, under the ticket's name: its own is an id. */
function SaveButton({ message, ticketId }: Pick<Props, 'message' | 'ticketId'>) {
  const { api } = useServices()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function save() {
    setBusy(true)
    try {
      const mail = await (await fetched(api, ticketId, message.id)).blob()
      const ticket = client.getQueryData<TicketDetail>(keys.ticket(ticketId))
      saveAs(mail, ticket ? `${ticket.number} ${ticket.subject}.eml` : `${message.id}.eml`)
    } catch {
      showToast({ tone: 'danger', text: t('ticket.originalFailed') })
    }
    setBusy(false)
  }
  return (
    // Not disabled meanwhile: it would lose the focus, and Escape would be for the page beneath.
    <Button aria-busy={busy} onClick={() => busy || void save()}>
      {busy ? <Spinner size={14} delay={0} /> : <Download size={14} aria-hidden="true" />}
      {t('preview.save')}
    </Button>
  )
}

/** By a new address each time: it is good for some minutes only. */
async function fetched(api: Client, ticketId: string, messageId: string): Promise<Response> {
  const answer = await fetch((await api.original(ticketId, messageId)).url)
  if (!answer.ok) throw new Error(String(answer.status))
  return answer
}
