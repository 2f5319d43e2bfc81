import type { Editor as TiptapEditor } from '@tiptap/react'
import { type ReactNode, useEffect, useState } from 'react'
import { Toolbar } from './toolbar'
import { Writing, type WritingProps } from './writing'

export interface EditorProps extends WritingProps {
  footer: ReactNode | ((editor: TiptapEditor) => ReactNode)
  /** Stands under the text, but is none of it. */
  below?: ReactNode
  /** It keeps its text and what can be undone in it, and nothing of it shows. */
  away?: boolean
}

/**
 * A text with its toolbar. An empty one that nobody asked for is only drawn at first: what makes it one to write in takes a
 * quarter of the time in which a ticket opens, and whoever leafs through tickets writes nothing. It comes when somebody
 * comes near it, and at the latest in a moment, for those who reach it by Tab.
 */
export function Editor({ footer, below, away = false, ...writing }: EditorProps) {
  const [begun, setBegun] = useState(false)
  const rested = useRested()
  const [editor, setEditor] = useState<TiptapEditor | null>(null)
  const begin = () => setBegun(true)
  // Once it has begun it stays: what was written and taken out again can be had back.
  if (!begun && !away && (rested || writing.focusRequest > 0 || writing.html !== '')) begin()
  return (
    <>
      <div hidden={away} className="contents">
        {begun ? (
          <Writing {...writing} onReady={setEditor} />
        ) : (
          <div className="min-h-0 flex-1" onPointerEnter={begin} onPointerDown={begin}>
            <div className="rich-text min-h-10 px-3.5 py-1.5">
              <p className="is-editor-empty" data-placeholder={writing.placeholder} />
            </div>
          </div>
        )}
      </div>
      {!away && (
        <>
          {below}
          <div className="flex shrink-0 items-center gap-0.5 px-2 pb-2 short:in-data-writes:sticky short:in-data-writes:bottom-0 short:in-data-writes:bg-inherit">
            <Toolbar editor={editor} />
            {typeof footer === 'function' ? editor && footer(editor) : footer}
          </div>
        </>
      )}
    </>
  )
}

const REST_MS = 600

function useRested(): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return rested
}
