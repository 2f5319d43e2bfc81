import type { MessageAdded } from '@tessera/api'
import { t, LOCALE } from '@/shared/i18n'
import { outcomeOf } from '@/shared/tickets/changes'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'
import { formatWhen } from '@/shared/time/format'
import { showToast } from '@/shared/toasts'
import { takeBackReply } from './waiting'

/** Says that a reply waits, with the way back. */
export function useOffer(ticketId: string): (added: MessageAdded, held: number | null) => void {
  const desk = useDesk()
  const explain = useExplain()
  return ({ message }, held) => {
    const at = message.send_at ?? message.created_at
    const undo = () =>
      void takeBackReply(desk, ticketId, message.id).catch((error: unknown) => explain(outcomeOf(error)))
    showToast({
      id: message.id,
      text: held ? t('waiting.sending') : t('waiting.willSend', { when: formatWhen(at, Date.now(), LOCALE) }),
      action: { label: t('action.undo'), run: undo },
      // As long as it can be taken back, and no longer.
      duration: held ? held * 1000 : undefined,
    })
  }
}
