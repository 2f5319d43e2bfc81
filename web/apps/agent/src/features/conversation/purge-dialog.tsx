import '@/shared/i18n/pages'
import { ApiProblem, type TicketSummary } from '@tessera/api'
import { Banner, Button, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { purgeTicket } from '@/shared/tickets/purging'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

type Props = { ticket: TicketSummary; onClose: () => void; onPurged: () => void }

/** The one act that asks first: nothing takes it back. */
export function PurgeDialog({ ticket, onClose, onPurged }: Props) {
  const desk = useDesk()
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function submit() {
    setBusy(true)
    try {
      await purgeTicket(desk, ticket)
      showToast({ text: t('purge.done', { number: ticket.number }) })
      onClose()
      onPurged()
    } catch (problem) {
      setError(problem instanceof ApiProblem ? problem.problem.detail : t('error.unreachableChange'))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('purge.title', { number: ticket.number })}
      closeLabel={t('action.close')}
      short
    >
      <DialogBody>
        <Banner tone="danger" icon={TriangleAlert} className="rounded-control px-3">
          {t('purge.forGood')}
        </Banner>
        <p dir="auto" className="truncate font-medium text-strong">
          {ticket.subject}
        </p>
        {error && (
          <p role="alert" className="text-xs text-danger-text">
            {error}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button data-first="" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button variant="danger" busy={busy} onClick={() => void submit()}>
          {t('purge.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
