import { type TicketDetail, type TicketStatus, newId } from '@tessera/api'
import { useTranslation } from 'react-i18next'
import { changeDraft, currentDraft } from '@/shared/messages/draft-store'
import { type Draft, NO_TEXT, USUAL, isEmpty } from '@/shared/messages/drafts'
import { type Outgoing, send } from '@/shared/messages/outbox'
import { whenUploaded } from '@/shared/messages/uploads'
import { useOffer } from '@/shared/messages/use-offer'
import { isHeld } from '@/shared/messages/waiting'
import { usePreferences } from '@/shared/preferences'
import { typedAll } from '@/shared/presence/my-place'
import { showToast } from '@/shared/toasts'
import { useDesk } from '@/shared/tickets/use-desk'
import { isComplete, linesOf, peopleIn } from '@/shared/messages/addresses'
import { draftKey } from './use-uploads'

export interface How {
  /** Set in the same step. */
  status?: TicketStatus
  /** When it is to go out; else as soon as the time to take it back is over. */
  sendAt?: Date
}

/**
 * Sends what was written; with files still on their way, as soon as they are there, wherever one has gone by then.
 * A reply is held on the server for some seconds, in which it can be taken back.
 */
export function useSubmit(ticket: TicketDetail, draft: Draft, uploading: boolean): (how?: How) => void {
  const { t } = useTranslation()
  const desk = useDesk()
  const offer = useOffer(ticket.id)
  const holdSeconds = usePreferences((state) => state.holdSeconds)
  const { kind } = draft

  function sendNow(how: How): void {
    const now = currentDraft(desk.me, ticket.id)
    if (isEmpty(now[kind])) return
    typedAll()
    const held = kind === 'reply' && !how.sendAt && holdSeconds > 0 ? holdSeconds : null
    changeDraft(desk.me, ticket.id, { [kind]: NO_TEXT, replyTo: null, ...(kind === 'reply' && USUAL) }, true)
    const message = { ...outgoing(ticket, { ...now, kind }, how, held), author: desk.me }
    void send(desk, message).then((added) => added && isHeld(added) && offer(added, held))
  }

  return (how = {}) => {
    if (kind === 'reply' && !isComplete(linesOf(draft, ticket.participants))) return
    if (!uploading) return sendNow(how)
    whenUploaded(draftKey(desk.me, ticket.id, kind), (allThere) => {
      if (allThere) return sendNow(how)
      showToast({ tone: 'danger', text: t('composer.uploadNotSent'), detail: t('composer.uploadNotSentDetail') })
    })
  }
}

function outgoing(ticket: TicketDetail, draft: Draft, { status, sendAt }: How, held: number | null) {
  const { kind } = draft
  const { html, text, files } = draft[kind]
  const { to, cc, bcc } = linesOf(draft, ticket.participants)
  const recipients = { ...(to !== null && { to: peopleIn(to) }), cc: peopleIn(cc), bcc: peopleIn(bcc) }
  return {
    id: newId(),
    ticketId: ticket.id,
    files,
    seenUntil: ticket.last_message_at,
    body: {
      kind,
      text,
      html: html || null,
      attachment_ids: files.map((file) => file.id),
      ...(kind === 'reply' && recipients),
      seen_version: ticket.version,
      ...(draft.replyTo && { reply_to: draft.replyTo }),
      ...(status && { set_status: status }),
      ...(sendAt && kind === 'reply' && { send_at: sendAt.toISOString() }),
      ...(held && { hold_seconds: held }),
    },
  } satisfies Omit<Outgoing, 'state' | 'author'>
}
