import '@/shared/i18n/customer'
import type { Customer } from '@tessera/api'
import { Button, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { PersonChoice } from './person-choice'
import type { Chosen } from '@/shared/people/use-people-like'
import { useMerging } from './use-merging'

/** Another record of the same person goes into this one. */
export function MergeDialog({ person, onClose }: { person: Customer; onClose: () => void }) {
  const { merge } = useMerging()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const name = person.name || person.email

  function submit() {
    if (!chosen?.id) return
    onClose()
    void merge(person, chosen.id)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('mergePeople.title', { name })}
      closeLabel={t('action.close')}
    >
      <DialogBody>
        <p className="text-quiet">{t('mergePeople.explain', { name })}</p>
        <PersonChoice
          chosen={chosen}
          onChoose={setChosen}
          onSubmit={submit}
          but={(other) => Boolean(other.blocked) || other.id === person.id}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button variant="primary" disabled={!chosen} onClick={submit}>
          {t('mergePeople.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
