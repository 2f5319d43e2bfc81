import type { ServerDraft } from '@tessera/api'
import type { Desk } from '@/shared/tickets/changes'
import { changeDraft, currentDraft } from './draft-store'
import { DRAFTS, saveUnsaved } from './draft-sync'
import { type Draft, NO_DRAFT, PAPERS, isBegun } from './drafts'
import { markUnsaved } from './unsaved'

/** What was begun on a ticket that was merged goes on in the other one, unless something was begun there too. */
export function takeAlong(desk: Desk, from: string, into: string): void {
  const draft = currentDraft(desk.me, from)
  if (!hasBegun(draft) || hasBegun(currentDraft(desk.me, into)) || isBegunElsewhere(desk, into)) return
  const { at: _, since: __, ...written } = draft
  // Whoever goes on with it looks at the other conversation.
  changeDraft(desk.me, into, { ...written, since: undefined }, true)
  const at = new Date().toISOString()
  changeDraft(desk.me, from, { ...NO_DRAFT, since: undefined, at }, true)
  // No composer is there to tell the server.
  markUnsaved({ agent: desk.me, ticketId: from, at, saved: null })
  void saveUnsaved(desk, () => false)
}

const hasBegun = (draft: Draft) => PAPERS.some((paper) => isBegun(draft, paper))

/** On another machine, as far as that is known. */
const isBegunElsewhere = (desk: Desk, ticketId: string) =>
  (desk.client.getQueryData<ServerDraft[]>(DRAFTS) ?? []).some((each) => each.ticket_id === ticketId)
