import type { Message } from '@tessera/api'
import { Button, ReturnFocus } from '@tessera/ui'
import { Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { editNote } from '@/shared/messages/amend'
import { amend, amended, useAmending } from '@/shared/messages/amending'
import { usePictureAddress } from '@/shared/messages/pictures'
import { paragraphs } from '@/shared/messages/waiting'
import { part } from '@/shared/part'
import { outcomeOf } from '@/shared/tickets/changes'
import { useDeed } from '@/shared/tickets/use-deed'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'

const Editor = part(() => import('@/shared/editor/editor').then((module) => ({ default: module.Editor })))

type Props = { message: Message; ticketId: string; onDone: () => void }

/** A note in the place where it stands, to be written on. What is written is kept until it is saved or left. */
export function EditNote({ message, ticketId, onDone }: Props) {
  const desk = useDesk()
  const explain = useExplain()
  const deed = useDeed()
  const addressOf = usePictureAddress()
  const [begun] = useState(() => useAmending.getState()[message.id])
  const written = useAmending((state) => state[message.id])
  const empty = written && !written.text.trim() && message.attachments.length === 0

  const changed = written && !(written.text === message.text.trim() && written.html === message.html)

  function end() {
    amended(message.id)
    onDone()
  }
  function leave() {
    if (changed) void deed(t('waiting.left'), end, () => amend(message.id, written))
    else end()
  }
  function save() {
    if (empty) return
    end()
    if (!changed) return
    editNote(desk, ticketId, message.id, { text: written.text, html: written.html || null }).catch((error: unknown) => {
      // The note is again as it was, and what was written is on it.
      amend(message.id, written)
      explain(outcomeOf(error))
    })
  }
  return (
    <div className="mt-1 -mx-1 rounded-control border border-note-line bg-canvas" data-testid="edit-note">
      <ReturnFocus />
      <Suspense fallback={<div className="h-20" />}>
        <Editor
          label={t('amend.editText')}
          placeholder={t('composer.notePlaceholder')}
          html={begun?.html ?? message.html ?? paragraphs(message.text)}
          // What one comes back to takes no keys from the list.
          focusRequest={begun ? 0 : 1}
          onChange={(wording) => amend(message.id, wording)}
          onFiles={() => undefined}
          addressOf={addressOf}
          onSubmit={save}
          onCancel={leave}
          footer={
            <>
              <span className="flex-1" />
              <Button variant="ghost" size="sm" onClick={leave}>
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
