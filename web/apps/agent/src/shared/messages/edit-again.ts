import { changeDraft, currentDraft } from './draft-store'
import { addressed, paperOf } from './draft-sync'
import { inFront } from './drafts'
import { type Outgoing, discard } from './outbox'

/** Takes a message that was not sent back into the composer, before what was begun there. */
export function editAgain(agent: string, { id, ticketId, body, files }: Outgoing): void {
  const paper = paperOf(body)
  const begun = currentDraft(agent, ticketId)[paper]
  changeDraft(
    agent,
    ticketId,
    {
      kind: paper,
      [paper]: inFront({ html: body.html ?? '', text: body.text ?? '', files }, begun),
      ...addressed(paper, body),
      replyTo: body.reply_to ?? null,
      // Whoever goes on with it has looked.
      since: undefined,
    },
    true,
  )
  discard(id)
}
