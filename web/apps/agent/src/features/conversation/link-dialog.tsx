import '@/shared/i18n/pages'
import type { LinkType, TicketSummary } from '@tessera/api'
import { Button, Dialog, DialogBody, DialogFooter, Field, Select } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { LINK_TYPES } from '@/shared/tickets/links'
import { TicketChoice } from '@/shared/tickets/ticket-choice'
import { useLink } from '@/shared/tickets/use-link'

type Props = { ticket: TicketSummary; onClose: () => void }

/** Chooses another ticket and what it is to this one. */
export function LinkDialog({ ticket, onClose }: Props) {
  const link = useLink(ticket)
  const [type, setType] = useState<LinkType>('related')
  const [chosen, setChosen] = useState<TicketSummary | null>(null)

  function submit() {
    if (!chosen) return
    onClose()
    link(chosen, type)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('links.title', { number: ticket.number })}
      closeLabel={t('action.close')}
    >
      <DialogBody>
        <Field label={t('links.what')} hint={t('links.hint')}>
          {({ id }) => (
            <Select
              id={id}
              value={type}
              options={LINK_TYPES.map((value) => ({ value, label: t(`links.type.${value}`) }))}
              onChange={(value) => setType(value as LinkType)}
            />
          )}
        </Field>
        <TicketChoice ticket={ticket} chosen={chosen} onChoose={setChosen} onSubmit={submit} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button variant="primary" disabled={!chosen} onClick={submit}>
          {t('links.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
