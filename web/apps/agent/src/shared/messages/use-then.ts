import type { Message } from '@tessera/api'
import { useStatusName } from '@/shared/catalogue/status'
import { t } from '@/shared/i18n'

/** Says when a reply that waits goes out, and what becomes of the ticket then. */
export function useThen({ then_status: status, then_status_id }: Message): (when: string) => string {
  const nameOf = useStatusName()
  return (when) => (status ? t('waiting.then', { when, status: nameOf({ status, status_id: then_status_id }) }) : when)
}
