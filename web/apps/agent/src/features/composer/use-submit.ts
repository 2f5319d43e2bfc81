import { type MessageAdded, type TicketDetail, type TicketStatus, newId } from '@tessera/api'
import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import { changeDraft } from '@/shared/messages/draft-store'
import { type Draft, NO_TEXT, isEmpty } from '@/shared/messages/drafts'
import { send } from '@/shared/messages/outbox'
import { isHeld, takeBackReply } from '@/shared/messages/waiting'
import { usePreferences } from '@/shared/preferences'
import { formatWhen } from '@/shared/time/format'
import { showToast } from '@/shared/toasts'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'
import { outcomeOf } from '@/shared/tickets/changes'
import { lineOf, parseAddresses } from './addresses'

export interface How {
  /** Set in the same step. */
  status?: TicketStatus
  /** When it is to go out; else as soon as the time to take it back is over. */
  sendAt?: Date
}

/** Sends what was written. A reply is held on the server for some seconds, in which it can be taken back. */
export function useSubmit(ticket: TicketDetail, draft: Draft, uploading: boolean): (how?: How) => void {
  const { t } = useTranslation()
  const desk = useDesk()
  const offer = useOffer(ticket.id)
  const holdSeconds = usePreferences((state) => state.holdSeconds)
  const { kind } = draft
  const content = draft[kind]
  const note = kind === 'note'

  return ({ status, sendAt } = {}) => {
    const { addresses, wrong } = parseAddresses(draft.cc ?? lineOf(ticket.participants))
    if (isEmpty(content) || (!note && wrong)) return
    if (uploading) return showToast({ text: t('composer.waitUpload') })
    changeDraft(desk.me, ticket.id, { [kind]: NO_TEXT, ...(!note && { cc: null }) }, true)
    const held = !note && !sendAt && holdSeconds > 0
    const at = note ? undefined : (sendAt ?? (held ? new Date(Date.now() + holdSeconds * 1000) : undefined))
    const message = {
      id: newId(),
      author: desk.me,
      ticketId: ticket.id,
      files: content.files,
      seenUntil: ticket.last_message_at,
      held,
      body: {
        kind,
        text: content.text,
        html: content.html || null,
        attachment_ids: content.files.map((file) => file.id),
        cc: note ? [] : addresses.map((email) => ({ email, name: '' })),
        seen_version: ticket.version,
        ...(status && { set_status: status }),
        ...(at && { send_at: at.toISOString() }),
      },
    }
    void send(desk, message).then((added) => added && isHeld(added) && offer(added, held))
  }
}

/** Says that a reply waits, with the way back. */
function useOffer(ticketId: string): (added: MessageAdded, held: boolean) => void {
  const { t } = useTranslation()
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
      duration: held ? Math.max(1000, new Date(at).getTime() - Date.now()) : undefined,
    })
  }
}
