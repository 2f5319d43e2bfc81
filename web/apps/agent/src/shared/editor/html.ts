import type { Editor } from '@tiptap/react'
import { withPictures } from './picture'

/** Where one can go on writing after a list or a heading; nobody wrote it. */
const EMPTY_END = /(<p[^>]*><\/p>)+$/

/** The text as it is kept: nothing at all for an empty one. */
export const htmlOf = (editor: Editor) => (editor.isEmpty ? '' : withPictures(editor.getHTML().replace(EMPTY_END, '')))
