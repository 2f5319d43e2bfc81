import type { TicketDetail } from '@tessera/api'
import DOMPurify from 'dompurify'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { fillIn } from '@/shared/macros/template'
import { valuesOf } from '@/shared/macros/variables'
import { useMe } from '@/shared/tickets/queries'

/** What the ticket's team puts under its mails: not part of the text, but the customer will read it. */
export function Signature({ ticket, signature }: { ticket: TicketDetail; signature: string }) {
  const agent = useMe().name
  const shown = useMemo(
    () => DOMPurify.sanitize(fillIn(signature, valuesOf(ticket, agent))),
    [signature, ticket, agent],
  )
  if (!shown) return null
  return (
    <div
      role="note"
      aria-label={t('composer.signature')}
      title={t('composer.signature')}
      data-testid="signature"
      className="rich-text mx-3.5 mb-1.5 max-h-16 shrink-0 overflow-y-auto border-t border-line pt-1 text-xs text-quiet"
      dangerouslySetInnerHTML={{ __html: shown }}
    />
  )
}
