import type { Editor } from '@tiptap/react'
import { withPictures } from './picture'

/** The text as it is kept: nothing at all for an empty one. */
export const htmlOf = (editor: Editor) => (editor.isEmpty ? '' : withPictures(editor.getHTML()))
