import '@/shared/i18n/pages'
import { t } from '@/shared/i18n'
import { showToast } from '@/shared/toasts'

export function sayNoRoom(): void {
  showToast({ id: 'no-room', text: t('ticket.noRoom'), detail: t('ticket.noRoomText') })
}
