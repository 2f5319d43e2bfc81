import { t } from '@/shared/i18n'
import { useDeed } from '@/shared/tickets/use-deed'
import { discard } from './outbox'

/** Throws away a message that was not sent, with the way back. */
export function useDiscard(): (id: string) => void {
  const deed = useDeed()
  return (id) => {
    let restore = () => {}
    void deed(
      t('composer.discarded'),
      () => void (restore = discard(id)),
      () => restore(),
    )
  }
}
