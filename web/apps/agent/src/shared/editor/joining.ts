import { closeHistory } from '@tiptap/pm/history'
import type { Editor } from '@tiptap/react'
import { htmlOf } from './html'

/** What came into a text from outside, by the step it is part of, and the text without and with it. */
interface Joined {
  id: string | undefined
  before: string
  after: string
}

/**
 * What comes into a text from outside. Each is a step of its own in the editor's history, which may be a part of
 * something more: who takes the text back is told of which, to take back all of it.
 */
export function createJoining() {
  const joined: Joined[] = []
  let coming: string | undefined

  return {
    /** Brings the text to `html`, which step `id` made so if it is given; `known` is what the outside knew of the text. */
    take(editor: Editor, html: string, known: string, id?: string): void {
      const present = htmlOf(editor)
      const taken = joined.find(({ before, after }) => after === present && before === html)
      if (taken && editor.commands.undo() && htmlOf(editor) === taken.before) return
      const again = id && joined.find((each) => each.id === id && each.before === present)
      coming = id
      if (!(again && editor.commands.redo() && htmlOf(editor) === again.after)) {
        join(editor, html, known)
        joined.push({ id, before: present, after: htmlOf(editor) })
      }
      coming = undefined
    },
    /** The step that left the text like this. */
    leftBy: (html: string) => coming ?? joined.findLast(({ after }) => after === html)?.id,
    /** The step that found the text like this, and may do so again. */
    foundBy: (html: string) => joined.findLast(({ before }) => before === html)?.id,
  }
}

/** What came behind the text that was there goes to its end, or else all of it is new: one step in either case. */
function join(editor: Editor, html: string, before: string): void {
  const { doc } = editor.state
  const all = before === '' || !html.startsWith(before)
  const last = doc.lastChild
  const begun = last?.isTextblock && last.content.size === 0 ? doc.content.size - last.nodeSize : doc.content.size
  editor
    .chain()
    .command(({ tr }) => Boolean(closeHistory(tr)))
    .insertContentAt({ from: all ? 0 : begun, to: doc.content.size }, all ? html : html.slice(before.length))
    .run()
  // Nor is what is typed next a part of it.
  editor.view.dispatch(closeHistory(editor.state.tr))
}
