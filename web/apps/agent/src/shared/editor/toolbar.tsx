import { type Editor, useEditorState } from '@tiptap/react'
import { Button, IconButton, Input, Popover, PopoverContent, PopoverTrigger } from '@tessera/ui'
import { Bold, Code, Italic, Link2, List, ListOrdered, type LucideIcon, TextQuote } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'

type Mark = 'bold' | 'italic' | 'list' | 'numbered' | 'quote' | 'code'

const MARKS: { mark: Mark; icon: LucideIcon; name: string; keys?: string; run: (editor: Editor) => void }[] = [
  { mark: 'bold', icon: Bold, name: 'bold', keys: 'mod+b', run: (editor) => editor.chain().focus().toggleBold().run() },
  {
    mark: 'italic',
    icon: Italic,
    name: 'italic',
    keys: 'mod+i',
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  { mark: 'list', icon: List, name: 'bulletList', run: (editor) => editor.chain().focus().toggleBulletList().run() },
  {
    mark: 'numbered',
    icon: ListOrdered,
    name: 'orderedList',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    mark: 'quote',
    icon: TextQuote,
    name: 'blockquote',
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  { mark: 'code', icon: Code, name: 'code', keys: 'mod+e', run: (editor) => editor.chain().focus().toggleCode().run() },
]

/** Formatting by button. A phone has Markdown and its keyboard instead, and the room for the text. */
export function Toolbar({ editor }: { editor: Editor | null }) {
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      Object.fromEntries(MARKS.map(({ mark, name }) => [mark, now?.isActive(name) ?? false])) as Record<Mark, boolean>,
  })
  return (
    <div className="hidden items-center gap-0.5 @md:flex">
      {MARKS.map(({ mark, icon, keys, run }) => (
        <IconButton
          key={mark}
          icon={icon}
          size={15}
          label={t(`composer.${mark}`)}
          keys={keys}
          pressed={active?.[mark] ?? false}
          onClick={() => editor && run(editor)}
          className="size-7"
        />
      ))}
      {editor ? (
        <LinkButton editor={editor} />
      ) : (
        <IconButton icon={Link2} size={15} label={t('composer.link')} className="size-7" />
      )}
    </div>
  )
}

function LinkButton({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false)

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    event.stopPropagation()
    const typed = textOf(new FormData(event.currentTarget), 'address').trim()
    const href = /^(https?:|mailto:)/i.test(typed) ? typed : `https://${typed}`
    setOpen(false)
    if (typed) editor.chain().focus().extendMarkRange('link').setLink({ href }).run()
  }
  function remove() {
    setOpen(false)
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton icon={Link2} size={15} label={t('composer.link')} className="size-7" />
      </PopoverTrigger>
      <PopoverContent side="top" className="w-80 p-2" aria-label={t('composer.link')}>
        <form onSubmit={apply} className="flex gap-1.5">
          <Input
            name="address"
            aria-label={t('composer.linkAddress')}
            placeholder="https://"
            defaultValue={String(editor.getAttributes('link')['href'] ?? '')}
          />
          <Button type="submit" variant="primary">
            {t('composer.linkApply')}
          </Button>
          {editor.isActive('link') && <Button onClick={remove}>{t('composer.linkRemove')}</Button>}
        </form>
      </PopoverContent>
    </Popover>
  )
}
