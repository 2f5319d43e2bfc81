import './i18n/settings'
import { Button } from '@tessera/ui'
import { type ReactNode, useState } from 'react'
import { t } from '@/shared/i18n'
import { type FormErrors, errorsOf } from './form'
import { showToast } from './toasts'
import { UnsavedGuard } from './unsaved'
import { useFirstWrong } from './use-first-wrong'

type Props = {
  unsaved: boolean
  save: () => Promise<unknown>
  onDiscard: () => void
  className?: string
  children: (errors: FormErrors) => ReactNode
}

/** A page of settings that is saved as one: it says what the API found wrong, and nothing leaves it unsaved unasked. */
export function SettingsForm({ unsaved, save, onDiscard, className = 'max-w-xl', children }: Props) {
  const [errors, setErrors] = useState<FormErrors>({})
  const [busy, setBusy] = useState(false)
  const form = useFirstWrong(errors)

  async function submit() {
    setErrors({})
    setBusy(true)
    try {
      await save()
      showToast({ text: t('admin.saved') })
    } catch (error) {
      setErrors(errorsOf(error, t('error.unreachableChange')))
    }
    setBusy(false)
  }
  return (
    <form
      ref={form}
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (unsaved && !busy) void submit()
      }}
    >
      {children(errors)}
      {errors['form'] && (
        <p role="alert" className="mt-3 text-xs text-danger-text">
          {errors['form']}
        </p>
      )}
      <div className="mt-5 flex items-center gap-3">
        {/* It keeps the focus when all is saved. */}
        <Button type="submit" variant="primary" busy={busy} aria-disabled={!unsaved}>
          {t('action.save')}
        </Button>
        {unsaved && (
          <Button variant="ghost" onClick={onDiscard}>
            {t('settings.discard')}
          </Button>
        )}
      </div>
      <UnsavedGuard unsaved={unsaved && !busy} />
    </form>
  )
}
