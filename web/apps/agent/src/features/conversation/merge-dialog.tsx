import '@/shared/i18n/pages'
import type { TicketSummary } from '@tessera/api'
import { Button, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { TicketChoice } from '@/shared/tickets/ticket-choice'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'

type Props = { ticket: TicketSummary; onClose: () => void; onMerged: (into: string) => void }

/** Chooses the ticket that goes on, shows both, and says what will happen. */
export function MergeDialog({ ticket, onClose, onMerged }: Props) {
  const [chosen, setChosen] = useState<TicketSummary | null>(null)
  const { merge } = useTicketActions()

  function submit() {
    if (!chosen) return
    onClose()
    merge(ticket, chosen, () => onMerged(chosen.id))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('merge.title')} closeLabel={t('action.close')}>
      <DialogBody>
        <TicketChoice ticket={ticket} chosen={chosen} onChoose={setChosen} onSubmit={submit} />
        {chosen && (
          <div className="rounded-control bg-hover px-3 py-2.5" data-testid="merge-summary">
            <p className="flex flex-wrap items-center gap-x-2 text-strong">
              <span className="min-w-0 truncate">
                #{ticket.number} {ticket.subject}
              </span>
              <ArrowRight size={14} aria-hidden="true" className="shrink-0 text-icon" />
              <span className="min-w-0 truncate">
                #{chosen.number} {chosen.subject}
              </span>
            </p>
            <p className="mt-1 text-xs text-quiet">
              {t('merge.explain', { from: ticket.number, into: chosen.number })}
            </p>
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button variant="primary" disabled={!chosen} onClick={submit}>
          {chosen ? t('merge.into', { number: chosen.number }) : t('merge.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
