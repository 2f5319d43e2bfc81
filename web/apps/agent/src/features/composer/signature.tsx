import type { TicketDetail } from '@tessera/api'
import { t } from '@/shared/i18n'
import { useFilled } from '@/shared/macros/use-filled'

/** What the ticket's team puts under its mails: not part of the text, but the customer will read it. */
export function Signature({ ticket, signature }: { ticket: TicketDetail; signature: string }) {
  const shown = useFilled(signature, ticket)
  if (!shown) return null
  return (
    <div
      role="note"
      aria-label={t('composer.signature')}
      title={t('composer.signature')}
      data-testid="signature"
      className="rich-text mx-3.5 mb-1.5 max-h-16 shrink-0 overflow-y-auto short:hidden border-t border-line pt-1 text-xs text-quiet"
      dangerouslySetInnerHTML={{ __html: shown }}
    />
  )
}
