import { Button, Textarea } from '@tessera/ui'
import { useLayoutEffect, useRef, useState } from 'react'
import { copyText } from '@/shared/clipboard'
import { t } from '@/shared/i18n'
import { useDraft } from '@/shared/messages/draft-store'
import { keptPaper } from '@/shared/messages/kept'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

/**
 * In the composer's place, once nothing can be sent on a ticket any more: what was being written. It takes the focus over
 * from there, so that what is still typed runs no commands.
 */
export function KeptDraft({ ticketId }: { ticketId: string }) {
  const draft = useDraft(useDesk().me, ticketId)
  const paper = keptPaper(draft)
  return paper ? <KeptText text={draft[paper].text} /> : null
}

function KeptText({ text }: { text: string }) {
  const [writing] = useState(() => Boolean(document.activeElement?.closest('[data-writes]')))
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    if (writing) field.current?.focus({ preventScroll: true })
  }, [writing])
  async function copy() {
    await copyText(text)
    showToast({ text: t('done.copied') })
  }
  return (
    <section className="shrink-0 border-t border-line bg-side px-4 py-2 md:px-6" data-testid="kept-draft">
      <div className="mx-auto flex max-w-(--measure) flex-col gap-2">
        <div className="flex items-center justify-between text-xs text-quiet">
          {t('composer.keptLabel')}
          <Button size="sm" onClick={() => void copy()}>
            {t('composer.keptCopy')}
          </Button>
        </div>
        <Textarea ref={field} readOnly dir="auto" aria-label={t('composer.keptLabel')} value={text} />
      </div>
    </section>
  )
}
