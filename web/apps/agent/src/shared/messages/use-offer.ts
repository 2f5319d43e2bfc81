import type { MessageAdded } from '@tessera/api'
import { t, LOCALE } from '@/shared/i18n'
import { type Back, outcomeOf } from '@/shared/tickets/changes'
import { forgetStep, remember } from '@/shared/tickets/history'
import { useUndo } from '@/shared/tickets/use-undo'
import { formatWhen } from '@/shared/time/format'
import { takeBackReply } from './waiting'

/** Says that a reply waits, with the way back, which Ctrl+Z is as well. */
export function useOffer(ticketId: string): (added: MessageAdded, held: number | null) => void {
  const { offer } = useUndo()
  return ({ message }, held) => {
    const at = message.send_at ?? message.created_at
    const text = held ? t('waiting.sending') : t('waiting.willSend', { when: formatWhen(at, Date.now(), LOCALE) })
    const back: Back = (desk) =>
      takeBackReply(desk, ticketId, message.id).then(() => ({ kind: 'done', back: null }), outcomeOf)
    remember({ id: message.id, text, undone: t('waiting.takenBack'), back })
    // As long as it can be taken back, and no longer.
    const left = held ? held * 1000 : undefined
    if (left) setTimeout(() => forgetStep(message.id), left)
    offer(text, message.id, undefined, left)
  }
}
