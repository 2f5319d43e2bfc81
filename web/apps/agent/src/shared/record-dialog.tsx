import './i18n/settings'
import { useQueryClient } from '@tanstack/react-query'
import { Banner, Button, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { type FormEvent, type ReactNode, useState } from 'react'
import { t } from '@/shared/i18n'
import { CATALOGUE } from './catalogue/queries'
import { type FormErrors, errorsOf } from './form'
import { showToast } from './toasts'
import { keys } from './tickets/cache'
import { AskUnsaved, UnsavedGuard } from './unsaved'
import { useFirstWrong } from './use-first-wrong'

type Props = {
  title: string
  submitLabel: string
  save: (data: FormData) => Promise<unknown>
  /** What is known to be wrong before it is sent. */
  check?: () => FormErrors
  onClose: () => void
  className?: string
  /** Something changed that no field of the form tells of, such as a choice kept in state. */
  changed?: boolean
  children: (errors: FormErrors) => ReactNode
}

/** A dialog that saves a record and shows where the API disagrees. */
export function RecordDialog({
  title,
  submitLabel,
  save,
  check,
  onClose,
  className = 'md:w-[28rem]',
  changed = false,
  children,
}: Props) {
  const client = useQueryClient()
  const [errors, setErrors] = useState<FormErrors>({})
  const [busy, setBusy] = useState(false)
  const [typed, setTyped] = useState(false)
  const [asking, setAsking] = useState(false)
  const form = useFirstWrong(errors)
  const unsaved = (typed || changed) && !busy
  const leave = () => (unsaved ? setAsking(true) : onClose())

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const wrong = check?.() ?? {}
    if (Object.keys(wrong).length > 0) return setErrors(wrong)
    setErrors({})
    setBusy(true)
    try {
      await save(data)
    } catch (error) {
      setBusy(false)
      setErrors(errorsOf(error, t('error.unreachableChange')))
      return
    }
    await Promise.all(
      [['admin'], keys.agents, keys.teams, CATALOGUE].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
    showToast({ text: t('admin.saved') })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && leave()}
      title={title}
      closeLabel={t('action.close')}
      className={className}
    >
      <form
        ref={form}
        onSubmit={(event) => void submit(event)}
        onChange={() => setTyped(true)}
        noValidate
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogBody>
          {errors['form'] && (
            <Banner tone="danger" className="rounded-control px-3">
              {errors['form']}
            </Banner>
          )}
          {children(errors)}
        </DialogBody>
        <DialogFooter>
          <Button onClick={leave}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {submitLabel}
          </Button>
        </DialogFooter>
      </form>
      <UnsavedGuard unsaved={unsaved} />
      {asking && <AskUnsaved onKeep={() => setAsking(false)} onDiscard={onClose} />}
    </Dialog>
  )
}
