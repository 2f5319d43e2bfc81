import { create } from 'zustand'
import { type Draft, type DraftText, PAPERS, type Paper, draftFrom, draftUnder, keepDraft, readDraft } from './drafts'

interface OpenDraft extends Draft {
  /** Each grows when that paper's text was replaced from outside its editor, which then has to begin anew. */
  revisions: Record<Paper, number>
}

const BEGUN = { reply: 0, note: 0, forward: 0 }

const useDrafts = create<Record<string, OpenDraft>>()(() => ({}))
const opened = new Map<string, OpenDraft>()

/** The draft as stored, the same object until somebody writes. */
function stored(agent: string, ticket: string): OpenDraft {
  const key = `${agent}.${ticket}`
  const known = opened.get(key) ?? { ...readDraft(agent, ticket), revisions: BEGUN }
  opened.set(key, known)
  return known
}

export function useDraft(agent: string, ticket: string): OpenDraft {
  return useDrafts((state) => state[`${agent}.${ticket}`] ?? stored(agent, ticket))
}

export function currentDraft(agent: string, ticket: string): Draft {
  return useDrafts.getState()[`${agent}.${ticket}`] ?? stored(agent, ticket)
}

/** Changes a draft and keeps it in this browser. `replaced`: the editors of what is changed have to take the new text over. */
export function changeDraft(agent: string, ticket: string, change: Partial<Draft>, replaced = false): void {
  const key = `${agent}.${ticket}`
  const before = useDrafts.getState()[key] ?? stored(agent, ticket)
  const { revisions, ...known } = before
  const after = { ...known, at: new Date().toISOString(), ...change }
  keepDraft(agent, ticket, after)
  const anew = PAPERS.filter((paper) => replaced && change[paper])
  const raised = Object.fromEntries(anew.map((paper) => [paper, revisions[paper] + 1]))
  useDrafts.setState({ [key]: { ...after, revisions: { ...revisions, ...raised } } })
}

/** Changes the text or the files of one paper, based on what they are by then. */
export function changeText(
  agent: string,
  ticket: string,
  paper: Paper,
  change: (text: DraftText) => Partial<DraftText>,
): void {
  const before = (useDrafts.getState()[`${agent}.${ticket}`] ?? stored(agent, ticket))[paper]
  changeDraft(agent, ticket, { [paper]: { ...before, ...change(before) } })
}

/** A ticket may be open in several tabs of this browser: what is written in one is in all of them, or the last would win. */
addEventListener('storage', ({ key, newValue }) => {
  const draft = draftUnder(key)
  const before = draft && (useDrafts.getState()[draft] ?? opened.get(draft))
  if (!before) return
  // Sent or emptied there, it is so here from now on, whatever the server told earlier.
  const after = { at: new Date().toISOString(), ...draftFrom(newValue) }
  const anew = PAPERS.filter((paper) => after[paper].html !== before[paper].html)
  const raised = Object.fromEntries(anew.map((paper) => [paper, before.revisions[paper] + 1]))
  useDrafts.setState({ [draft]: { ...after, revisions: { ...before.revisions, ...raised } } })
})
