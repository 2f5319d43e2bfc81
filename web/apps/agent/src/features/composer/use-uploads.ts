import { useTranslation } from 'react-i18next'
import { changeText } from '@/shared/messages/draft-store'
import type { Paper } from '@/shared/messages/drafts'
import { cancelUpload, startUpload, useSheaf } from '@/shared/messages/uploads'
import { useServices } from '@/shared/services'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

const LARGEST = 25 * 1024 * 1024

export function draftKey(agent: string, ticketId: string, kind: Paper): string {
  return `${agent}.${ticketId}.${kind}`
}

/** The files of what is being written that are on their way. When they are there, they are in the draft. */
export function useUploads(ticketId: string, kind: Paper) {
  const { t } = useTranslation()
  const services = useServices()
  const { me } = useDesk()
  const draft = draftKey(me, ticketId, kind)
  const { uploads, sending } = useSheaf(draft)

  function start(file: File): void {
    if (file.size > LARGEST) return showToast({ tone: 'danger', text: t('composer.tooLarge', { name: file.name }) })
    void startUpload(services, draft, file, (sent) =>
      changeText(me, ticketId, kind, ({ files }) => ({ files: [...files, sent] })),
    )
  }
  return {
    uploads,
    sending,
    add: (files: Iterable<File>) => [...files].forEach(start),
    cancel: (key: string) => cancelUpload(draft, key),
  }
}
