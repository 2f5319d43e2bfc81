import { type Message, newId } from '@tessera/api'
import { Button, cn } from '@tessera/ui'
import { Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { type Wording, mend, mended, useMending } from '@/shared/messages/mending'
import { usePictureAddress } from '@/shared/messages/pictures'
import { useWaiting } from '@/shared/messages/use-waiting'
import { changeWaiting, paragraphs } from '@/shared/messages/waiting'
import { part } from '@/shared/part'
import { type Back, outcomeOf } from '@/shared/tickets/changes'
import { remember } from '@/shared/tickets/history'
import { useDeed } from '@/shared/tickets/use-deed'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'
import { useUndo } from '@/shared/tickets/use-undo'

const Editor = part(() => import('@/shared/editor/editor').then((module) => ({ default: module.Editor })))

type Props = { message: Message; ticketId: string }

/** A reply that waits, in the place where it stands, to be written on. Until that is saved it waits as it was. */
export function EditWaiting({ message, ticketId }: Props) {
  const { id, html, text } = message
  const addressOf = usePictureAddress()
  const [begun] = useState(() => useMending.getState()[id]?.wording)
  // Its time may come meanwhile.
  useWaiting(ticketId, message)
  const { save, saving, empty } = useSave(message, ticketId)
  const deed = useDeed()
  function leave() {
    const wording = useMending.getState()[id]?.wording
    const end = () => mended(id)
    if (!wording || isAsItWas(message, wording)) return end()
    void deed(t('waiting.left'), end, () => mend(ticketId, message, wording))
  }
  return (
    <div
      data-testid="edit-waiting"
      className={cn(
        '-mx-1 rounded-control border bg-canvas',
        message.kind === 'note' ? 'border-note-line' : 'border-line',
      )}
    >
      <Suspense fallback={<div className="h-20" />}>
        <Editor
          label={t('waiting.editText')}
          placeholder={t('waiting.editText')}
          html={begun?.html ?? html ?? paragraphs(text)}
          focusRequest={1}
          onChange={(wording) => mend(ticketId, message, wording)}
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
              <Button variant="primary" size="sm" disabled={empty} busy={saving} onClick={save}>
                {t('action.save')}
              </Button>
            </>
          }
        />
      </Suspense>
    </div>
  )
}

const isAsItWas = (message: Message, { html, text }: Wording) =>
  text === message.text.trim() && (message.html === null || html === message.html)

/** What is written stays until the server has it: its time may have come before. */
function useSave(message: Message, ticketId: string) {
  const { id } = message
  const desk = useDesk()
  const explain = useExplain()
  const { offer } = useUndo()
  const wording = useMending((state) => state[id]?.wording)
  const [saving, setSaving] = useState(false)
  const empty = Boolean(wording) && !wording!.text.trim() && message.attachments.length === 0

  async function change(to: Wording): Promise<void> {
    setSaving(true)
    try {
      await changeWaiting(desk, ticketId, id, to)
      mended(id)
      const former = { html: message.html ?? '', text: message.text }
      const back: Back = (now) =>
        changeWaiting(now, ticketId, id, former).then(() => ({ kind: 'done', back: null }), outcomeOf)
      const step = newId()
      remember({ id: step, text: t('waiting.changed'), back })
      offer(t('waiting.changed'), step)
    } catch (error) {
      explain(outcomeOf(error), () => void change(to))
    } finally {
      setSaving(false)
    }
  }
  function save() {
    if (saving || empty) return
    if (!wording || isAsItWas(message, wording)) mended(id)
    else void change(wording)
  }
  return { save, saving, empty }
}
