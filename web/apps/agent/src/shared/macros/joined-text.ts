import { changeText, currentDraft } from '@/shared/messages/draft-store'
import type { DraftText, Paper } from '@/shared/messages/drafts'
import { t } from '@/shared/i18n'
import type { Back } from '@/shared/tickets/outcome'

/** A macro's text, which joins what is being written as a part of step `id`. */
export interface JoiningText {
  id: string
  ticketId: string
  html: string
  text: string
}

/** Adds it to the paper that is written on. Gives what takes it out again, which is false if it was changed since. */
export function join(agent: string, { id, ticketId, html, text }: JoiningText): () => boolean {
  const draft = currentDraft(agent, ticketId)
  const paper: Paper = draft.kind
  const before: Partial<DraftText> = { ...written(draft[paper]), joined: draft[paper].joined }
  changeText(agent, ticketId, paper, (begun) => ({
    html: begun.html + html,
    text: [begun.text, text].filter(Boolean).join('\n\n'),
    joined: id,
  }))
  return () => {
    if (currentDraft(agent, ticketId)[paper].joined !== id) return false
    changeText(agent, ticketId, paper, () => before)
    return true
  }
}

const written = ({ html, text }: DraftText) => ({ html, text })

/** Takes a macro's text back with its actions, all of it or nothing: it stays where they cannot be taken back. */
export function backWith(joining: JoiningText, takeOut: () => boolean, actions: Back | null): Back {
  return async (desk) => {
    const taken = takeOut()
    const outcome = actions ? await actions(desk) : { kind: 'done' as const, back: null }
    if (outcome.kind !== 'done') {
      if (taken) join(desk.me, joining)
      return outcome
    }
    const { back } = outcome
    if (!taken) return { ...outcome, stays: t('done.textStays') }
    return { ...outcome, back: againWith(joining, back) }
  }
}

function againWith(joining: JoiningText, actions: Back | null): Back {
  return async (desk) => {
    const outcome = actions ? await actions(desk) : { kind: 'done' as const, back: null }
    if (outcome.kind !== 'done') return outcome
    return { ...outcome, back: backWith(joining, join(desk.me, joining), outcome.back) }
  }
}
