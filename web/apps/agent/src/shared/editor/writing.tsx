import { Placeholder } from '@tiptap/extensions'
import { type Editor as TiptapEditor, EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { LANGUAGE } from '@/shared/i18n'
import { bindingsOf, chordOf, registry } from '@/shared/hotkeys'
import { CHOICE_LIST, ChoiceList, optionId } from './choice-list'
import { createChoosing } from './choosing'
import { emoji } from './emoji'
import { htmlOf } from './html'
import { createJoining } from './joining'
import { leaveText } from './leave'
import { type Mentionable, mentions } from './mention'
import { simplified } from './pasted'
import { type AddressOf, picture } from './picture'

export interface PlacedFile {
  id: string
  filename: string
}

export interface WritingProps {
  label: string
  placeholder: string
  html: string
  /** Whether `html` may get more while one writes: it joins the text as a step of its own, which the keys that undo take back. */
  joining?: boolean
  /** The step that `html` got more by, if that is a part of one. */
  joined?: string | undefined
  /** Grows each time the editor is asked to take the focus. */
  focusRequest: number
  /** `joined`: the step that left the text as it is now. */
  onChange: (content: { html: string; text: string; joined: string | undefined }) => void
  /** Files were pasted or dropped; `place` puts one that is sent into the text, where the cursor is by then. */
  onFiles: (files: FileList, place: (file: PlacedFile) => void) => void
  /** Where pictures within the text are seen; without it there are none. */
  addressOf?: AddressOf
  /** What Ctrl+Enter and Escape do; without them the composer's send, and out of the editor. */
  onSubmit?: () => void
  onCancel?: () => void
  /**
   * What the keys that undo do in a text that a step left as it is, or that is empty and has nothing to take back; false
   * if that is nothing.
   */
  onUndo?: (step?: string) => boolean
  /** What the keys that redo do in a text as a step found it; false if that is nothing. */
  onRedo?: (step: string) => boolean
  /** Who can be mentioned here; nobody without. */
  people?: Mentionable[]
}

type Props = WritingProps & { onReady: (editor: TiptapEditor) => void }

/** Their keys are the text's own as well: Tiptap would break the line. */
const SENDING = ['send', 'sendLater', 'sendResolved'] as const

const LIST_KEYS = new Set(['Enter', 'Escape', 'Tab'])

/** The text itself, with plain formatting: by button, key or Markdown as one types. */
export function Writing({
  label,
  placeholder,
  html,
  joining,
  joined,
  focusRequest,
  onChange,
  onFiles,
  addressOf,
  onSubmit,
  onCancel,
  onUndo,
  onRedo,
  people,
  onReady,
}: Props) {
  const [choosing] = useState(createChoosing)
  const choice = useSyncExternalStore(choosing.subscribe, choosing.shown)
  useLayoutEffect(() => choosing.offer(people ?? []), [choosing, people])
  const written = useRef(html)
  const [steps] = useState(createJoining)
  /** Whether the slash before the cursor opened the list of macros, which has the focus now. */
  const slash = useRef(false)
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [1, 2, 3] },
        link: { openOnClick: false, defaultProtocol: 'https', markdownLinks: true },
      }),
      Placeholder.configure({ placeholder }),
      emoji(choosing, LANGUAGE),
      // Where nobody is mentioned, it says where somebody can be.
      ...(people || !onSubmit ? [mentions(choosing)] : []),
      ...(addressOf ? [picture(addressOf)] : []),
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
      transformPastedHTML: simplified,
      handlePaste: (_, event) => taken(event.clipboardData?.files),
      handleDrop: (_, event) => taken(event.dataTransfer?.files),
    },
    // Whoever comes back without a macro meant the sign itself.
    onFocus: () => void (slash.current = false),
    onUpdate: ({ editor: changed }) => {
      written.current = htmlOf(changed)
      const text = changed.getText({ blockSeparator: '\n\n' })
      onChange({ html: written.current, text, joined: steps.leftBy(written.current) })
    },
  })

  useLayoutEffect(() => onReady(editor), [onReady, editor])

  useLayoutEffect(() => {
    if (!joining || editor.isDestroyed || html === written.current) return
    steps.take(editor, html, written.current, joined)
  }, [editor, joining, html, joined, steps])

  // Before the next key: after a message is sent this is another editor, and the focus was lost with the one before.
  useLayoutEffect(() => {
    if (focusRequest === 0 || editor.isDestroyed) return
    // A macro was chosen, before the focus is back here.
    if (slash.current) takeSlash(editor)
    slash.current = false
    focusAtEnd(editor)
  }, [editor, focusRequest])

  useLayoutEffect(() => {
    if (editor.isDestroyed) return
    const { dom } = editor.view
    if (choice?.options.length) {
      dom.setAttribute('aria-controls', CHOICE_LIST)
      dom.setAttribute('aria-activedescendant', optionId(choice.at))
    } else {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, choice])

  function handled(event: KeyboardEvent): boolean {
    // The list at the cursor has the keys as long as it is there.
    const list = choosing.shown()
    if (list?.options.length && !event.ctrlKey && !event.metaKey && LIST_KEYS.has(event.key)) return false
    // What says that there is nobody closes as well.
    if (list?.of === 'mention' && event.key === 'Escape') return false
    const sending = SENDING.find((command) => bindingsOf(command).includes(chordOf(event)))
    const enter = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (onSubmit && (sending || enter)) return done(onSubmit)
    if (event.key === 'Escape' && onCancel) return done(onCancel)
    if (sending) return done(() => registry.run(sending))
    if (event.key === '/' && !onSubmit && beginsWord(editor)) {
      editor.view.dispatch(editor.state.tr.insertText('/'))
      slash.current = registry.run('macro')
      return true
    }
    if (bindingsOf('undo').includes(chordOf(event))) return takenBack()
    if (bindingsOf('redo').includes(chordOf(event))) return doneAgain()
    if (event.key !== 'Escape') return false
    leaveText(editor.view.dom)
    return true
  }

  /** Whether it was more than the text's own step. */
  function takenBack(): boolean {
    const step = steps.leftBy(written.current)
    if (step && onUndo?.(step)) return true
    return editor.isEmpty && !editor.can().undo() && Boolean(onUndo?.())
  }

  function doneAgain(): boolean {
    const step = steps.foundBy(written.current)
    return step !== undefined && Boolean(onRedo?.(step))
  }

  function taken(files: FileList | undefined): boolean {
    if (!files?.length) return false
    onFiles(files, ({ id, filename }) => {
      if (editor.isDestroyed) return
      editor.commands.insertContent({ type: 'picture', attrs: { file: id, alt: filename } })
    })
    return true
  }

  return (
    <>
      {choice && <ChoiceList choice={choice} nobody={!people} />}
      <EditorContent
        editor={editor}
        className="min-h-0 flex-1 overflow-y-auto short:group-data-entered/composer:min-h-18"
      />
    </>
  )
}

/** At the beginning of a line, or after a blank; within code a slash is a slash. */
function beginsWord(editor: TiptapEditor): boolean {
  const { empty, $from } = editor.state.selection
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  return empty && !$from.parent.type.spec.code && !editor.isActive('code') && /(^|\s)$/.test(before)
}

/** It was a key then, and no step that one undoes. */
function takeSlash(editor: TiptapEditor) {
  const { from } = editor.state.selection
  if (from < 1 || editor.state.doc.textBetween(from - 1, from) !== '/') return
  editor.view.dispatch(editor.state.tr.delete(from - 1, from).setMeta('addToHistory', false))
}

function done(act: () => void): true {
  act()
  return true
}

/** At once: Tiptap's own focus and blur wait for the next frame, and a letter typed by then would be a hotkey. */
function focusAtEnd(editor: TiptapEditor) {
  editor.commands.setTextSelection(editor.state.doc.content.size)
  editor.view.focus()
  // It may have had it already, which nobody hears of.
  registry.kept.came()
}
