import { t } from '@/shared/i18n'
import { showMessage } from './show-message'

/** Leads to the message that a note carried outside. */
export function Carried({ id }: { id: string }) {
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
