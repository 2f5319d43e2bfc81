import '@/shared/i18n/pages'
import { cn } from '@tessera/ui'
import { type KeyboardEvent, useId, useState } from 'react'
import { t } from '@/shared/i18n'

type Props = { subject: string; onSave: (subject: string) => void; onLeave: () => void }

/** A ticket has a subject: without one it cannot be left but by Escape. */
export function SubjectInput({ subject, onSave, onLeave }: Props) {
  const [lacking, setLacking] = useState(false)
  const note = useId()

  function finish(typed: string) {
    const next = typed.trim()
    if (!next) return setLacking(true)
    onLeave()
    if (next !== subject) onSave(next)
  }
  function keyed(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') finish(event.currentTarget.value)
    if (event.key === 'Escape') onLeave()
  }
  return (
    <>
      <input
        aria-label={t('ticket.subject')}
        aria-invalid={lacking || undefined}
        aria-describedby={lacking ? note : undefined}
        defaultValue={subject}
        // There is nothing in it then.
        placeholder={lacking ? t('ticket.noSubject') : undefined}
        maxLength={998}
        size={Math.min(60, Math.max(20, subject.length))}
        // The field appears because its heading was pressed.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={() => setLacking(false)}
        onBlur={(event) => finish(event.currentTarget.value)}
        onKeyDown={keyed}
        className={cn(
          'h-8 min-w-0 rounded-control bg-hover px-1 text-md font-semibold text-strong outline-2 placeholder:font-normal placeholder:text-danger-text',
          lacking ? 'outline-danger' : 'outline-focus',
        )}
      />
      {lacking && (
        <p id={note} role="alert" className="sr-only">
          {t('ticket.noSubject')}
        </p>
      )}
    </>
  )
}
