import '@/shared/i18n/customer'
import type { TicketSummary } from '@tessera/api'
import { Button, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { PersonChoice } from './person-choice'
import type { Chosen } from '@/shared/people/use-people-like'

/** Gives a ticket to another person: answers go to them from then on. */
export function RequesterDialog({ ticket, onClose }: { ticket: TicketSummary; onClose: () => void }) {
  const { change } = useTicketActions()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [keep, setKeep] = useState(false)
  const former = ticket.requester.name || ticket.requester.email

  function submit() {
    if (!chosen) return
    onClose()
    change(ticket.id, { requester: { name: chosen.name, email: chosen.email, keep_former: keep } })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('requester.title', { number: ticket.number })}
      closeLabel={t('action.close')}
    >
      <DialogBody>
        <p className="text-quiet">{t('requester.explain')}</p>
        <PersonChoice
          fresh
          chosen={chosen}
          onChoose={setChosen}
          onSubmit={submit}
          but={(person) => Boolean(person.blocked) || person.id === ticket.requester.id}
        />
        <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={keep}
            onChange={(event) => setKeep(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t('requester.keep', { name: former })}
        </label>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button variant="primary" disabled={!chosen} onClick={submit}>
          {t('requester.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
