import { type AddMessage, type TicketDetail, type TicketStatus, newId } from '@tessera/api'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { changeDraft, currentDraft } from '@/shared/messages/draft-store'
import { forwardOf } from '@/shared/messages/draft-sync'
import { type Draft, type Paper, NO_TEXT, USUAL, isBegun } from '@/shared/messages/drafts'
import { type Outgoing, send, stop } from '@/shared/messages/outbox'
import { seenUntil, unseenIn } from '@/shared/messages/seen'
import { whenUploaded } from '@/shared/messages/uploads'
import { useOffer } from '@/shared/messages/use-offer'
import { isHeld } from '@/shared/messages/waiting'
import { usePreferences } from '@/shared/preferences'
import { typedAll } from '@/shared/presence/my-place'
import { showToast, useToasts } from '@/shared/toasts'
import { underWay } from '@/shared/tickets/history'
import { useDesk } from '@/shared/tickets/use-desk'
import { isComplete, linesOf, peopleIn } from '@/shared/messages/addresses'
import { LARGEST, draftKey } from './use-uploads'

export interface How {
  /** Set in the same step. */
  status?: TicketStatus
  /** One of the organization's own, of that category. */
  statusId?: string
  /** When it is to go out; else as soon as the time to take it back is over. */
  sendAt?: Date
}

/**
 * Sends what was written; with files still on their way, as soon as they are there, wherever one has gone by then.
 * What goes out is held on the server for some seconds, in which it can be taken back. `refused` counts how often
 * there was nobody yet to send it to.
 */
export function useSubmit(ticket: TicketDetail, draft: Draft, uploading: boolean) {
  const desk = useDesk()
  const offer = useOffer(ticket.id)
  const holdSeconds = usePreferences((state) => state.holdSeconds)
  const [refused, setRefused] = useState(0)
  const { kind } = draft

  function sendNow(how: How): void {
    const now = currentDraft(desk.me, ticket.id)
    if (!isBegun({ ...now, kind }, kind)) return
    if (kind !== 'note' && now[kind].files.reduce((sum, { size }) => sum + size, 0) > LARGEST)
      return showToast({ tone: 'danger', text: t('composer.tooLargeTogether') })
    typedAll()
    useToasts.getState().dismiss(notUploaded(ticket.id))
    const held = kind !== 'note' && !how.sendAt && holdSeconds > 0 ? holdSeconds : null
    changeDraft(desk.me, ticket.id, { [kind]: NO_TEXT, replyTo: null, since: undefined, ...afterSending(kind) }, true)
    const message = { ...outgoing(ticket, { ...now, kind }, how, held), author: desk.me }
    if (kind === 'reply' && unseenIn(ticket, message.seenUntil, desk.me).length > 0) return stop(message)
    const sent = send(desk, message).then((added) => added && isHeld(added) && offer(added, held))
    if (held || how.sendAt) void underWay(sent)
  }

  function submit(how: How = {}): void {
    if (!isAddressed(ticket, draft)) return setRefused((count) => count + 1)
    if (!uploading) return sendNow(how)
    whenUploaded(draftKey(desk.me, ticket.id, kind), (allThere) => {
      if (allThere) return sendNow(how)
      const id = notUploaded(ticket.id)
      showToast({ id, tone: 'danger', text: t('composer.uploadNotSent'), detail: t('composer.uploadNotSentDetail') })
    })
  }
  return { submit, refused }
}

/** Holds until it is sent after all. */
const notUploaded = (ticketId: string) => `not-uploaded ${ticketId}`

/** What a message needed beside its text is not meant for the next one. */
const afterSending = (paper: Paper): Partial<Draft> =>
  paper === 'reply' ? USUAL : paper === 'forward' ? { kind: 'reply', carried: null } : {}

function isAddressed(ticket: TicketDetail, draft: Draft): boolean {
  if (draft.kind === 'note') return true
  if (draft.kind === 'reply') return isComplete(linesOf(draft, ticket.participants))
  return draft.carried !== null && isComplete(draft.carried)
}

/** To whom it goes, and what it carries there. */
function destination(ticket: TicketDetail, draft: Draft): Partial<AddMessage> {
  if (draft.kind === 'note') return {}
  const { to, cc, bcc } =
    draft.kind === 'forward' && draft.carried ? draft.carried : linesOf(draft, ticket.participants)
  return {
    ...(to !== null && { to: peopleIn(to) }),
    cc: peopleIn(cc),
    bcc: peopleIn(bcc),
    ...(draft.kind === 'forward' && draft.carried && forwardOf(draft.carried)),
  }
}

function outgoing(ticket: TicketDetail, draft: Draft, { status, statusId, sendAt }: How, held: number | null) {
  const { html, text, files } = draft[draft.kind]
  return {
    id: newId(),
    ticketId: ticket.id,
    files,
    seenUntil: draft.since ?? draft.at ?? seenUntil(ticket),
    body: {
      kind: draft.kind === 'reply' ? 'reply' : 'note',
      text,
      html: html || null,
      attachment_ids: files.map((file) => file.id),
      ...destination(ticket, draft),
      seen_version: ticket.version,
      ...(draft.replyTo && { reply_to: draft.replyTo }),
      ...(status && { set_status: status }),
      ...(statusId && { set_status_id: statusId }),
      ...(sendAt && draft.kind !== 'note' && { send_at: sendAt.toISOString() }),
      ...(held && { hold_seconds: held }),
    },
  } satisfies Omit<Outgoing, 'state' | 'author'>
}
