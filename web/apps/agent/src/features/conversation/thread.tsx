import type { Message } from '@tessera/api'
import { MessagesSquare } from 'lucide-react'
import { useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { MessageView } from './message-view'
import { showMessage } from './show-message'
import { useAuthor } from './use-author'

/** Longer threads are folded to their newest answer. */
const SHOWN = 3

type Props = { head: Message; answers: Message[]; ticketId: string }

/** The answers to a message, under it. */
export function Thread({ head, answers, ticketId }: Props) {
  const authorOf = useAuthor()
  const [open, setOpen] = useState(false)
  const foldable = answers.length > SHOWN
  const shown = open || !foldable ? answers : answers.slice(-1)
  return (
    <section
      aria-label={t('thread.answers', { name: authorOf(head) })}
      data-testid="thread"
      className="mt-3 border-s-2 border-line ps-3"
    >
      {foldable && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="rounded-sm text-xs text-quiet underline-offset-2 hover:text-strong touch-target hover:underline"
        >
          {open ? t('thread.hide') : t('thread.show', { count: answers.length - 1 })}
        </button>
      )}
      {shown.map((answer) => (
        <MessageView key={answer.id} message={answer} within={head} ticketId={ticketId} />
      ))}
    </section>
  )
}

/** Where in time answers came whose thread is further up: the way there. */
export function AnsweredAbove({ head, answers }: { head: Message; answers: Message[] }) {
  const authorOf = useAuthor()
  const names = new Intl.ListFormat(LOCALE).format(new Set(answers.map(authorOf)))
  return (
    <button
      type="button"
      onClick={() => showMessage(answers.at(-1)!.id) || showMessage(head.id)}
      className="my-1 ms-11 flex items-center gap-1.5 self-start rounded-sm text-start text-xs text-quiet underline-offset-2 hover:text-strong touch-target hover:underline"
    >
      <MessagesSquare size={13} className="shrink-0" aria-hidden="true" />
      {t('thread.elsewhere', { names, name: authorOf(head) })}
    </button>
  )
}
