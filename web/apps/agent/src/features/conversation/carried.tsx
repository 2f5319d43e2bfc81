import { useTranslation } from 'react-i18next'
import { showMessage } from './show-message'

/** Leads to the message that a note carried outside. */
export function Carried({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      onClick={() => showMessage(id)}
      className="mt-1 text-xs text-quiet underline underline-offset-2 touch-target hover:text-strong"
    >
      {t('forward.carried')}
    </button>
  )
}
