import type { Editor as TiptapEditor } from '@tiptap/react'
import { Menu, MenuContent, MenuItem, MenuTrigger, Button, Skeleton } from '@tessera/ui'
import { Braces } from 'lucide-react'
import { Suspense, useMemo } from 'react'
import { t } from '@/shared/i18n'
import { useFilled } from '@/shared/macros/use-filled'
import { part } from '@/shared/part'

const Editor = part(() => import('@/shared/editor/editor').then((module) => ({ default: module.Editor })))

type Props = {
  label: string
  placeholder: string
  html: string
  variables: string[]
  error: string | undefined
  /** What a customer would read, under the text; not where that is shown elsewhere. */
  preview?: boolean
  onChange: (html: string) => void
}

/** A text with variables. */
export function VariableText({ label, placeholder, html, variables, error, preview = true, onChange }: Props) {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-xs font-medium text-strong">{label}</span>
      <div className="flex min-h-28 flex-col rounded-control border border-line-control bg-canvas focus-within:border-focus">
        <Suspense fallback={<Skeleton className="m-3 h-3 w-48" />}>
          <Editor
            label={label}
            placeholder={placeholder}
            html={html}
            focusRequest={0}
            onChange={(content) => onChange(content.text.trim() ? content.html : '')}
            onFiles={() => undefined}
            footer={(editor) => <Variables names={variables} editor={editor} />}
          />
        </Suspense>
      </div>
      {error && (
        <p role="alert" className="text-xs text-danger-text">
          {error}
        </p>
      )}
      {preview && html && <Preview html={html} />}
    </div>
  )
}

function Variables({ names, editor }: { names: string[]; editor: TiptapEditor }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm" variant="ghost" className="ms-auto">
          <Braces size={14} aria-hidden="true" />
          {t('macro.variable')}
        </Button>
      </MenuTrigger>
      <MenuContent align="end" onCloseAutoFocus={(event) => event.preventDefault()}>
        {names.map((name) => (
          <MenuItem key={name} onSelect={() => editor.chain().focus().insertContent(`{{${name}}}`).run()}>
            <span className="font-mono text-xs">{name}</span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}

function Preview({ html }: { html: string }) {
  const example = useMemo(() => {
    const requester = { name: t('macro.example.name'), email: 'name@example.com' }
    return { number: 1042, subject: t('macro.example.subject'), requester }
  }, [])
  const shown = useFilled(html, example)
  return (
    <div className="mt-1 rounded-control bg-hover px-3 py-2">
      <p className="mb-1 text-2xs text-quiet">{t('macro.preview')}</p>
      <div className="rich-text text-strong" dangerouslySetInnerHTML={{ __html: shown }} />
    </div>
  )
}
