import type { MessageKind } from '@tessera/api'

/** A file that is uploaded already; its bytes are in the file store. */
export interface SentFile {
  id: string
  filename: string
  size: number
}

export interface DraftText {
  html: string
  text: string
  files: SentFile[]
  /** The step that the end of the text is a part of, as long as nothing was written since: of a macro that was used. */
  joined?: string | undefined
}

/** What one writes on: to the customer, among agents, or to somebody outside with a message that is carried there. */
export type Paper = MessageKind | 'forward'

/** A message that is to be carried to somebody outside, as far as that is written. */
export interface Carried {
  messageId: string
  /** Which of its files go along; null: all. */
  along: string[] | null
  /** As typed. */
  to: string
  cc: string
  bcc: string
}

/** What an agent has begun to write on a ticket. The papers are kept apart: what was meant for one never slips into another. */
export interface Draft {
  kind: Paper
  reply: DraftText
  note: DraftText
  forward: DraftText
  carried: Carried | null
  /** As typed. Null: nobody touched it, so the requester, the ticket's participants, and nobody. */
  to: string | null
  cc: string | null
  bcc: string | null
  /** The message in whose thread it is written. */
  replyTo: string | null
  /** Until when its author had seen the conversation when they began (RFC 3339); without it, when it was last changed. */
  since?: string | undefined
  /** When it was last changed (RFC 3339), or saved by another machine. */
  at?: string
}

export const PAPERS = ['reply', 'note', 'forward'] as const satisfies Paper[]

export const NO_TEXT: DraftText = { html: '', text: '', files: [] }
/** The recipients that nobody touched. */
export const USUAL = { to: null, cc: null, bcc: null }
export const NO_DRAFT: Draft = {
  kind: 'reply',
  reply: NO_TEXT,
  note: NO_TEXT,
  forward: NO_TEXT,
  carried: null,
  ...USUAL,
  replyTo: null,
}

const BEFORE = 'tessera.draft.'
const keyOf = (agent: string, ticket: string) => `${BEFORE}${agent}.${ticket}`

/** Whose draft on which ticket is kept under a key, as `agent.ticket`; null for a key of something else. */
export const draftUnder = (key: string | null) => (key?.startsWith(BEFORE) ? key.slice(BEFORE.length) : null)

/** What comes back, and what was begun meanwhile after it. */
export function inFront({ html, text, files }: DraftText, begun: DraftText): DraftText {
  return {
    ...begun,
    html: html + begun.html,
    text: [text, begun.text].filter(Boolean).join('\n\n'),
    files: [...files, ...begun.files],
  }
}

export function isEmpty(text: DraftText): boolean {
  return text.text.trim() === '' && text.files.length === 0
}

/** Whether somebody began to write on a paper. A message can be carried without a word. */
export function isBegun(draft: Draft, paper: Paper): boolean {
  const { carried } = draft
  const addressed = paper === 'forward' && carried !== null && (carried.to + carried.cc + carried.bcc).trim() !== ''
  return addressed || !isEmpty(draft[paper])
}

/** As it is kept; none for null. */
export const draftFrom = (kept: string | null): Draft =>
  kept ? { ...NO_DRAFT, ...(JSON.parse(kept) as Draft) } : NO_DRAFT

export function readDraft(agent: string, ticket: string, storage: Storage = localStorage): Draft {
  return draftFrom(storage.getItem(keyOf(agent, ticket)))
}

export function keepDraft(agent: string, ticket: string, draft: Draft, storage: Storage = localStorage): void {
  const untouched = draft.to === null && draft.cc === null && draft.bcc === null
  const nothing = untouched && !PAPERS.some((paper) => isBegun(draft, paper))
  if (nothing) storage.removeItem(keyOf(agent, ticket))
  else storage.setItem(keyOf(agent, ticket), JSON.stringify(draft))
}
