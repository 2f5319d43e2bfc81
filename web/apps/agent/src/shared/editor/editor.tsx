import type { Editor as TiptapEditor } from '@tiptap/react'
import { type ReactNode, useEffect, useState } from 'react'
import { Toolbar } from './toolbar'
import { Writing, type WritingProps } from './writing'

export interface EditorProps extends WritingProps {
  footer: ReactNode | ((editor: TiptapEditor) => ReactNode)
  /** Stands under the text, but is none of it. */
  below?: ReactNode
}

/**
 * A text with its toolbar. An empty one that nobody asked for is only drawn at first: what makes it one to write in takes a
 * quarter of the time in which a ticket opens, and comes after the frame that shows the ticket.
 */
export function Editor({ footer, below, ...writing }: EditorProps) {
  const painted = usePainted()
  const [editor, setEditor] = useState<TiptapEditor | null>(null)
  const wanted = writing.focusRequest > 0 || writing.html !== ''
  return (
    <>
      {painted || wanted ? (
        <Writing {...writing} onReady={setEditor} />
      ) : (
        <div className="min-h-0 flex-1">
          <div className="rich-text min-h-10 px-3.5 py-1.5">
            <p className="is-editor-empty" data-placeholder={writing.placeholder} />
          </div>
        </div>
      )}
      {below}
      <div className="flex shrink-0 items-center gap-0.5 px-2 pb-2">
        <Toolbar editor={editor} />
        {typeof footer === 'function' ? editor && footer(editor) : footer}
      </div>
    </>
  )
}

/** What is painted still has to be put on the screen, by the same processors. */
const SHOWN_MS = 80

function usePainted(): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true), SHOWN_MS)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  return painted
}
