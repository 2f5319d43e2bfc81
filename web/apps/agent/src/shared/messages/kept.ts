import { type Draft, PAPERS, type Paper } from './drafts'

/** Of a draft that nothing can be written in any more, the paper whose text is shown. */
export function keptPaper(draft: Draft): Paper | undefined {
  return [draft.kind, ...PAPERS].find((paper) => draft[paper].text.trim() !== '')
}
