import { Toaster } from '@tessera/ui'
import { useTranslation } from 'react-i18next'
import { useToasts } from '@/shared/toasts'

export function Toasts() {
  const { t } = useTranslation()
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
