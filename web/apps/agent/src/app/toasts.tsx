import { Toaster } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useToasts } from '@/shared/toasts'

export function Toasts() {
  const { toasts, dismiss } = useToasts()
  return (
    <Toaster
      toasts={toasts}
      onDismiss={dismiss}
      label={t('toast.region', { hotkey: 'F8' })}
      closeLabel={t('action.dismiss')}
    />
  )
}
