import { type Message, ApiProblem } from '@tessera/api'
import { Banner, Button, Dialog, DialogBody, DialogFooter, Field, Input, Textarea } from '@tessera/ui'
import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { redactMessage } from '@/shared/messages/amend'
import { blackOut } from '@/shared/messages/black-out'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

type Props = { message: Message; ticketId: string; onClose: () => void }

/** What of a message goes for good: all of it, or what is blacked out; and why. */
export function RedactDialog({ message, ticketId, onClose }: Props) {
  const desk = useDesk()
  const [kept, setKept] = useState(message.text)
  const [files, setFiles] = useState<string[]>([])
  const [whole, setWhole] = useState(true)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const outgoing = message.author_type === 'agent' && message.kind === 'reply'

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const reason = textOf(new FormData(event.currentTarget), 'reason').trim()
    if (!reason) return setError(t('amend.reasonMissing'))
    setBusy(true)
    try {
      const rest = whole ? {} : { text: kept, attachment_ids: files }
      await redactMessage(desk, ticketId, message.id, { reason, ...rest })
      showToast({ text: t('amend.redacted') })
      onClose()
    } catch (problem) {
      setError(problem instanceof ApiProblem ? problem.problem.detail : t('error.unreachableChange'))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('amend.redactTitle')}
      closeLabel={t('action.close')}
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <Banner tone="warning" icon={TriangleAlert} className="rounded-control px-3">
            {t('amend.forGood')} {outgoing && t('amend.notUnmailed')}
          </Banner>
          <Field label={t('amend.reason')} hint={t('amend.reasonHint')} error={error}>
            {(ids) => <Input {...ids} name="reason" maxLength={500} autoComplete="off" />}
          </Field>
          <fieldset className="flex flex-col gap-1">
            <legend className="pb-1 text-xs font-medium text-strong">{t('amend.what')}</legend>
            <Choice checked={whole} onChoose={() => setWhole(true)} label={t('amend.whole')} />
            <Choice checked={!whole} onChoose={() => setWhole(false)} label={t('amend.parts')} />
          </fieldset>
          {!whole && <Parts message={message} kept={kept} onKept={setKept} files={files} onFiles={setFiles} />}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" variant="danger" busy={busy} disabled={!whole && isUntouched(message, kept, files)}>
            {t('amend.redact')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

const isUntouched = (message: Message, kept: string, files: string[]) =>
  kept === message.text && files.length === message.attachments.length

function Choice({ checked, onChoose, label }: { checked: boolean; onChoose: () => void; label: string }) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-strong pointer-coarse:min-h-11">
      <input type="radio" name="what" checked={checked} onChange={onChoose} className="size-4 accent-accent" />
      {label}
    </label>
  )
}

type PartsProps = {
  message: Message
  kept: string
  onKept: (text: string) => void
  files: string[]
  onFiles: (ids: string[]) => void
}

function Parts({ message, kept, onKept, files, onFiles }: PartsProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  function take() {
    const { selectionStart, selectionEnd } = area.current!
    onKept(blackOut(kept, selectionStart, selectionEnd))
    area.current!.focus()
  }
  return (
    <>
      <Field label={t('amend.kept')} hint={t('amend.keptHint')}>
        {(ids) => <Textarea {...ids} ref={area} readOnly dir="auto" rows={7} value={kept} />}
      </Field>
      <div className="flex gap-2">
        <Button size="sm" onClick={take}>
          {t('amend.blackOut')}
        </Button>
        <Button size="sm" variant="ghost" disabled={kept === message.text} onClick={() => onKept(message.text)}>
          {t('amend.again')}
        </Button>
      </div>
      {message.attachments.length > 0 && (
        <fieldset className="flex flex-col">
          <legend className="pb-1 text-xs font-medium text-strong">{t('amend.filesKept')}</legend>
          {message.attachments.map((file) => (
            <label key={file.id} className="flex min-h-8 items-center gap-2 text-strong pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={files.includes(file.id)}
                onChange={(event) =>
                  onFiles(event.target.checked ? [...files, file.id] : files.filter((id) => id !== file.id))
                }
                className="size-4 accent-accent"
              />
              <span className="min-w-0 truncate">{file.filename}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}
