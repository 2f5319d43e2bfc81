import { Placeholder } from '@tiptap/extensions'
import { type Editor as TiptapEditor, EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { type ReactNode, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { registry } from '@/shared/hotkeys'
import { type Mentionable, createNames, mentions } from './mention'
import { MENTION_LIST, MentionList, optionId } from './mention-list'
import { Toolbar } from './toolbar'

export interface EditorProps {
  label: string
  placeholder: string
  html: string
  /** Grows each time the editor is asked to take the focus. */
  focusRequest: number
  onChange: (content: { html: string; text: string }) => void
  onFiles: (files: FileList) => void
  /** What Ctrl+Enter and Escape do; without them the composer's send, and out of the editor. */
  onSubmit?: () => void
  onCancel?: () => void
  /** Who can be mentioned here; nobody without. */
  people?: Mentionable[]
  footer: ReactNode | ((editor: TiptapEditor) => ReactNode)
  /** Stands under the text, but is none of it. */
  below?: ReactNode
}

const LIST_KEYS = new Set(['Enter', 'Escape', 'Tab'])

/** Writing with plain formatting: bold, italic, lists, links, code, quotes, by button, key or Markdown as one types. */
export function Editor({
  label,
  placeholder,
  html,
  focusRequest,
  onChange,
  onFiles,
  onSubmit,
  onCancel,
  people,
  footer,
  below,
}: EditorProps) {
  const [names] = useState(createNames)
  const mentioning = useSyncExternalStore(names.subscribe, names.shown)
  useLayoutEffect(() => names.offer(people ?? []), [names, people])
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ heading: false, link: { openOnClick: false, defaultProtocol: 'https' } }),
      Placeholder.configure({ placeholder }),
      ...(people ? [mentions(names)] : []),
    ],
    content: html,
    injectCSS: false,
    textDirection: 'auto',
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-placeholder': placeholder,
        class: 'rich-text min-h-10 px-3.5 py-1.5 text-strong outline-none',
      },
      handleKeyDown: (_, event) => handled(event),
      handlePaste: (_, event) => taken(event.clipboardData?.files, onFiles),
      handleDrop: (_, event) => taken(event.dataTransfer?.files, onFiles),
    },
    onUpdate: ({ editor: changed }) =>
      onChange({ html: changed.isEmpty ? '' : changed.getHTML(), text: changed.getText({ blockSeparator: '\n\n' }) }),
  })

  // Before the next key: after a message is sent this is another editor, and the focus was lost with the one before.
  useLayoutEffect(() => {
    if (focusRequest > 0 && !editor.isDestroyed) focusAtEnd(editor)
  }, [editor, focusRequest])

  useLayoutEffect(() => {
    if (editor.isDestroyed) return
    const { dom } = editor.view
    if (mentioning) {
      dom.setAttribute('aria-controls', MENTION_LIST)
      dom.setAttribute('aria-activedescendant', optionId(mentioning.at))
    } else {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, mentioning])

  function handled(event: KeyboardEvent): boolean {
    // The list of names has the keys as long as it is there.
    if (names.shown()?.items.length && !event.ctrlKey && !event.metaKey && LIST_KEYS.has(event.key)) return false
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && onSubmit) return done(onSubmit)
    if (event.key === 'Escape' && onCancel) return done(onCancel)
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      return registry.run(event.shiftKey ? 'sendLater' : 'send')
    if (event.key === '/' && !onSubmit && editor.state.selection.$from.parent.content.size === 0)
      return registry.run('macro')
    if (event.key !== 'Escape') return false
    editor.view.dom.blur()
    return true
  }

  return (
    <>
      {mentioning && <MentionList mentioning={mentioning} />}
      <EditorContent editor={editor} className="min-h-0 flex-1 overflow-y-auto" />
      {below}
      <div className="flex shrink-0 items-center gap-0.5 px-2 pb-2">
        <Toolbar editor={editor} />
        {typeof footer === 'function' ? footer(editor) : footer}
      </div>
    </>
  )
}

function done(act: () => void): true {
  act()
  return true
}

/** At once: Tiptap's own focus and blur wait for the next frame, and a letter typed by then would be a hotkey. */
function focusAtEnd(editor: TiptapEditor) {
  editor.commands.setTextSelection(editor.state.doc.content.size)
  editor.view.focus()
}

function taken(files: FileList | undefined, onFiles: (files: FileList) => void): boolean {
  if (!files?.length) return false
  onFiles(files)
  return true
}
