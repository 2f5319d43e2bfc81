import { t } from '@/shared/i18n'
import { changeText } from '@/shared/messages/draft-store'
import type { Paper, SentFile } from '@/shared/messages/drafts'
import { isPicture, keepPicture } from '@/shared/messages/pictures'
import { cancelUpload, startUpload, tryUpload, useSheaf } from '@/shared/messages/uploads'
import { useServices } from '@/shared/services'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

/** Of one file, and of all that one mail carries. */
export const LARGEST = 25 * 1024 * 1024

export function draftKey(agent: string, ticketId: string, kind: Paper): string {
  return `${agent}.${ticketId}.${kind}`
}

/** The files of what is being written that are on their way. When they are there, they are in the draft. */
export function useUploads(ticketId: string, kind: Paper) {
  const services = useServices()
  const { me } = useDesk()
  const draft = draftKey(me, ticketId, kind)
  const { uploads, sending } = useSheaf(draft)

  /** A picture that was put into the text stands there once it is sent. */
  function start(file: File, place?: (file: SentFile) => void): void {
    if (file.size > LARGEST) return showToast({ tone: 'danger', text: t('composer.tooLarge', { name: file.name }) })
    void startUpload(services, draft, file, (sent) => {
      changeText(me, ticketId, kind, ({ files }) => ({ files: [...files, sent] }))
      if (!place || !isPicture(file)) return
      keepPicture(sent.id, file)
      place(sent)
    })
  }
  return {
    uploads,
    sending,
    add: (files: Iterable<File>, place?: (file: SentFile) => void) => [...files].forEach((file) => start(file, place)),
    retry: (key: string) => void tryUpload(key),
    cancel: (key: string) => cancelUpload(draft, key),
  }
}
