import type { Message } from '@tessera/api'
import { t } from '@/shared/i18n'
import { Said } from '@/shared/said'

/** That a reply was not sent when its time came, and why. */
export function WhyUnsent({ message }: { message: Message }) {
  return (
    <span>
      {t('delivery.unsent')}
      {message.delivery_detail && (
        <>
          : <Said text={message.delivery_detail} />
        </>
      )}
    </span>
  )
}
