import '@/shared/i18n/pages'
import { Button, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useQueueState } from '@/shared/replica/use-queue'

type Props = { onClose: () => void; onLeave: () => void }

/** Signing out would throw away what was done and could not be sent. */
export function AskUnsent({ onClose, onLeave }: Props) {
  const count = useQueueState().entries.length
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('unsent.askTitle', { count })}
      closeLabel={t('unsent.stay')}
      short
    >
      <DialogBody tabIndex={0}>
        <p>{t('unsent.askText', { count })}</p>
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onLeave}>
          {t('unsent.leave')}
        </Button>
        <Button variant="primary" data-first="" onClick={onClose}>
          {t('unsent.stay')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
