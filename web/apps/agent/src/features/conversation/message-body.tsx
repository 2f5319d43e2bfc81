import type { Message } from '@tessera/api'
import { Button } from '@tessera/ui'
import { Ellipsis, ImageOff } from 'lucide-react'
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { useOffers } from '@/shared/offers'
import { useMe } from '@/shared/tickets/queries'
import { contentId, prepareMail, prepareOwn } from './mail-html'
import { MailFrame } from './mail-frame'
import { PlainText } from './plain-text'

/** What was newly written; what the mail program added below it is folded. */
export function MessageBody({ message }: { message: Message }) {
  const [quoted, setQuoted] = useState(false)
  const hasQuoted = Boolean(message.quoted_html ?? message.quoted_text)
  const empty = !message.html && !message.text.trim()
  return (
    <div className="text-strong">
      {empty ? (
        <p className="text-quiet">{t('ticket.noText')}</p>
      ) : (
        <Part message={message} html={message.html} text={message.text} />
      )}
      {hasQuoted && (
        <button
          type="button"
          aria-expanded={quoted}
          aria-label={t(quoted ? 'ticket.hideQuoted' : 'ticket.showQuoted')}
          onClick={() => setQuoted(!quoted)}
          className="mt-2 inline-flex h-4.5 w-8 items-center justify-center rounded-sm bg-selected text-icon touch-target hover:bg-pressed hover:text-strong"
        >
          <Ellipsis size={16} aria-hidden="true" />
        </button>
      )}
      {quoted && (
        <div className="mt-2 border-s-2 border-line ps-3 text-body">
          <Part message={message} html={message.quoted_html} text={message.quoted_text ?? ''} />
        </div>
      )}
    </div>
  )
}

type PartProps = { message: Message; html: string | null; text: string }

function Part({ message, html, text }: PartProps) {
  if (!html) return <PlainText text={text} />
  return message.author_type === 'agent' ? (
    <OwnMessage message={message} html={html} />
  ) : (
    <MailHtml message={message} html={html} />
  )
}

/** Addresses of a message's pictures by their content ids. */
function inlineOf(message: Message): Map<string, string> {
  const named = message.attachments.filter((file) => file.content_id)
  return new Map(named.map((file) => [contentId(file.content_id!), file.url]))
}

function OwnMessage({ message, html }: { message: Message; html: string }) {
  const inline = useMemo(() => inlineOf(message), [message])
  return <OwnHtml html={html} inline={inline} />
}

/** What an agent wrote; `inline` are addresses of its pictures. */
export function OwnHtml({ html, inline }: { html: string; inline: Map<string, string> }) {
  const me = useMe()
  const safe = useMemo(
    () => prepareOwn(html, new Set([`agent-${me.id}`, ...me.team_ids.map((id) => `team-${id}`)]), inline),
    [html, me, inline],
  )
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!safe.includes('<pre>')) return
    // Without a network it stays as plain as it is.
    void import('./code-colours').then(
      ({ colourCode }) => frame.current && colourCode(frame.current),
      () => undefined,
    )
  }, [safe])
  return <div ref={frame} className="rich-text" dangerouslySetInnerHTML={{ __html: safe }} />
}

function MailHtml({ message, html }: { message: Message; html: string }) {
  const [remoteImages, setRemoteImages] = useState(false)
  const mail = useMemo(() => {
    const inline = inlineOf(message)
    const origins = new Set([...inline.values()].map((address) => new URL(address).origin))
    return { ...prepareMail(html, { inline, remoteImages }), imageSources: remoteImages ? '*' : [...origins].join(' ') }
  }, [message, html, remoteImages])
  const show = () => setRemoteImages(true)
  useOffers(
    mail.blocked > 0
      ? [
          {
            id: 'images',
            text: t('ticket.showImages'),
            icon: <ImageOff size={15} />,
            at: message.created_at,
            run: show,
          },
        ]
      : [],
  )
  function pressed({ currentTarget }: MouseEvent<HTMLElement>) {
    show()
    // The button goes.
    currentTarget.closest<HTMLElement>('[data-testid="conversation"]')?.focus({ preventScroll: true })
  }
  return (
    <>
      {mail.blocked > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-control bg-side py-1 ps-3 pe-1 text-xs text-quiet">
          <ImageOff size={14} className="shrink-0" aria-hidden="true" />
          <span className="flex-1 basis-40">{t('ticket.remoteImages')}</span>
          <Button variant="ghost" size="sm" onClick={pressed}>
            {t('ticket.showImages')}
          </Button>
        </div>
      )}
      <MailFrame
        html={mail.html}
        title={t('ticket.mailFrame', { name: message.author_name || message.author_email || '' })}
        imageSources={mail.imageSources}
      />
    </>
  )
}
