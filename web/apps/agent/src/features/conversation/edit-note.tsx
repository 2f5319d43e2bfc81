import type { Message } from '@tessera/api'
import { Button } from '@tessera/ui'
import { Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { editNote } from '@/shared/messages/amend'
import { usePictureAddress } from '@/shared/messages/pictures'
import { paragraphs } from '@/shared/messages/waiting'
import { part } from '@/shared/part'
import { outcomeOf } from '@/shared/tickets/changes'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'

const Editor = part(() => import('@/shared/editor/editor').then((module) => ({ default: module.Editor })))

type Props = { message: Message; ticketId: string; onDone: () => void }

/** A note in the place where it stands, to be written on. */
export function EditNote({ message, ticketId, onDone }: Props) {
  const desk = useDesk()
  const explain = useExplain()
  const addressOf = usePictureAddress()
  const [written, setWritten] = useState<{ html: string; text: string } | null>(null)
  const empty = written !== null && !written.text.trim() && message.attachments.length === 0

  function save() {
    if (empty) return
    onDone()
    if (written === null || written.text === message.text.trim()) {
      if (written === null || written.html === message.html) return
    }
    editNote(desk, ticketId, message.id, { text: written.text, html: written.html || null }).catch((error: unknown) =>
      explain(outcomeOf(error)),
    )
  }
  return (
    <div className="mt-1 -mx-1 rounded-control border border-note-line bg-canvas" data-testid="edit-note">
      <Suspense fallback={<div className="h-20" />}>
        <Editor
          label={t('amend.editText')}
          placeholder={t('composer.notePlaceholder')}
          html={message.html ?? paragraphs(message.text)}
          focusRequest={1}
          onChange={setWritten}
          onFiles={() => undefined}
          addressOf={addressOf}
          onSubmit={save}
          onCancel={onDone}
          footer={
            <>
              <span className="flex-1" />
              <Button variant="ghost" size="sm" onClick={onDone}>
                {t('action.cancel')}
              </Button>
              <Button variant="note" size="sm" disabled={empty} onClick={save}>
                {t('amend.save')}
              </Button>
            </>
          }
        />
      </Suspense>
    </div>
  )
}
