import { ApiProblem } from '@tessera/api'
import { Button, EmptyState } from '@tessera/ui'
import { useEffect } from 'react'
import { registry, useCommand } from '@/shared/hotkeys'
import { t } from '@/shared/i18n'
import { begunOn } from '@/shared/messages/begin'
import { PAPERS } from '@/shared/messages/drafts'
import { useMayWrite } from '@/shared/tickets/queries'
import { showToast } from '@/shared/toasts'

/** The ticket is known, but what was said on it cannot be fetched now. Whoever wants to write is told. */
export function NotKept({ ticketId, onRetry }: { ticketId: string; onRetry: () => void }) {
  const mayWrite = useMayWrite()
  useCommand('reply', tell, mayWrite)
  useCommand('note', tell, mayWrite)
  useCommand('forward', tell, mayWrite)
  // A key may have asked for it while it was not known yet that it does not come.
  useEffect(() => {
    if (begunOn(ticketId, PAPERS)) tell()
  }, [ticketId])
  return (
    <EmptyState
      page
      mosaic="broken"
      title={t('ticket.awayTitle')}
      text={t('ticket.awayText')}
      action={<Button onClick={onRetry}>{t('action.retry')}</Button>}
    />
  )
}

function tell(): void {
  registry.kept.refuse()
  showToast({ id: 'not-kept', text: t('ticket.awayTitle'), detail: t('ticket.awayWrite') })
}

type NoSuchTicketProps = { error: Error; onRetry: () => void; onClose: (() => void) | undefined }

export function NoSuchTicket({ error, onRetry, onClose }: NoSuchTicketProps) {
  const close = onClose && <Button onClick={onClose}>{t('action.close')}</Button>
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) {
    const text = error.status === 410 ? t('ticket.purgedText') : t('ticket.missingText')
    return <EmptyState page mosaic="search" title={t('ticket.missingTitle')} text={text} action={close} />
  }
  return (
    <EmptyState
      page
      mosaic="broken"
      title={t('ticket.failedTitle')}
      text={t('ticket.failedText')}
      action={
        <>
          <Button onClick={onRetry}>{t('action.retry')}</Button>
          {close}
        </>
      }
    />
  )
}
