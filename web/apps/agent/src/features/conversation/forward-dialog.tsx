import { ApiProblem, type Message, type MessageAdded, type TicketDetail, newId } from '@tessera/api'
import { Button, Dialog, DialogBody, DialogFooter, Field, Input, Textarea } from '@tessera/ui'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseAddresses, peopleIn } from '@/shared/messages/addresses'
import { useOffer } from '@/shared/messages/use-offer'
import { isHeld } from '@/shared/messages/waiting'
import { usePreferences } from '@/shared/preferences'
import { keys, storeTicket } from '@/shared/tickets/cache'
import { withEntry } from '@/shared/tickets/entries'
import { useDesk } from '@/shared/tickets/use-desk'

type Props = { message: Message; ticketId: string; onClose: () => void }
type Written = { to: string; cc: string; bcc: string; text: string }

/** What was begun stays while the page is open, whatever closes the dialog. */
const begun = new Map<string, Written>()
const NOTHING: Written = { to: '', cc: '', bcc: '', text: '' }

/** Carries a message to somebody outside. The customer is not told, and what comes back is for agents. */
export function ForwardDialog({ message, ticketId, onClose }: Props) {
  const { t } = useTranslation()
  const [written, setWritten] = useState(begun.get(message.id) ?? NOTHING)
  const [left, setLeft] = useState<string[]>([])
  const { errors, busy, forward } = useForward(message, ticketId)
  const write = (change: Partial<Written>) => {
    const now = { ...written, ...change }
    begun.set(message.id, now)
    setWritten(now)
  }
  const files = message.attachments.filter((file) => file.scan !== 'infected')

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const along = files.map((file) => file.id).filter((id) => !left.includes(id))
    if (await forward(written, along)) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('forward.title')} closeLabel={t('action.close')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <p className="text-quiet">{t('forward.explain')}</p>
          <Field label={t('forward.to')} hint={t('forward.toHint')} error={errors['to']}>
            {(ids) => (
              <Input
                {...ids}
                type="text"
                inputMode="email"
                value={written.to}
                autoComplete="off"
                onChange={(event) => write({ to: event.target.value })}
              />
            )}
          </Field>
          <div className="grid gap-4 md:grid-cols-2">
            {(['cc', 'bcc'] as const).map((line) => (
              <Field key={line} label={t(`composer.${line}`)} error={errors[line]}>
                {(ids) => (
                  <Input
                    {...ids}
                    inputMode="email"
                    value={written[line]}
                    autoComplete="off"
                    onChange={(event) => write({ [line]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
          <Field label={t('forward.text')} error={errors['text']}>
            {(ids) => (
              <Textarea {...ids} value={written.text} onChange={(event) => write({ text: event.target.value })} />
            )}
          </Field>
          <blockquote className="line-clamp-4 border-s-2 border-line ps-3 text-xs text-quiet">
            <bdi className="font-medium text-body">{message.author_name}</bdi>
            <br />
            <bdi>{message.text.slice(0, 400)}</bdi>
          </blockquote>
          {files.length > 0 && (
            <fieldset className="flex flex-col">
              <legend className="pb-1 text-xs font-medium text-strong">{t('forward.files')}</legend>
              {files.map((file) => (
                <label key={file.id} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    checked={!left.includes(file.id)}
                    onChange={({ target }) =>
                      setLeft((ids) => (target.checked ? ids.filter((id) => id !== file.id) : [...ids, file.id]))
                    }
                    className="size-4 accent-accent"
                  />
                  <bdi className="min-w-0 truncate">{file.filename}</bdi>
                </label>
              ))}
            </fieldset>
          )}
          {errors['form'] && (
            <p role="alert" className="text-xs text-danger-text">
              {errors['form']}
            </p>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('forward.submit')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

/** Sends it, or says what is wrong, by field. */
function useForward(message: Message, ticketId: string) {
  const { t } = useTranslation()
  const desk = useDesk()
  const offer = useOffer(ticketId)
  const holdSeconds = usePreferences((state) => state.holdSeconds)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)

  function keep(added: MessageAdded): void {
    desk.client.setQueryData<TicketDetail>(keys.ticket(ticketId), (known) => known && withEntry(known, added.message))
    storeTicket(desk.client, added.ticket)
    if (isHeld(added)) offer(added, holdSeconds)
  }
  async function forward({ to, cc, bcc, text }: Written, along: string[]): Promise<boolean> {
    const [meant, copied, blind] = [parseAddresses(to), parseAddresses(cc), parseAddresses(bcc)]
    const wrong = (line: typeof meant) => (line.wrong ? t('forward.wrong', { address: line.wrong }) : '')
    const nobody = meant.addresses.length === 0 ? t('forward.nobody') : ''
    const found = { to: wrong(meant) || nobody, cc: wrong(copied), bcc: wrong(blind) }
    setErrors(found)
    if (found.to || found.cc || found.bcc) return false
    setBusy(true)
    try {
      keep(
        await desk.api.addMessage(
          ticketId,
          {
            kind: 'note',
            text,
            attachment_ids: [],
            to: peopleIn(to),
            cc: peopleIn(cc),
            bcc: peopleIn(bcc),
            forward: { message_id: message.id, attachment_ids: along },
            ...(holdSeconds > 0 && { hold_seconds: holdSeconds }),
          },
          newId(),
        ),
      )
      begun.delete(message.id)
      return true
    } catch (problem) {
      const known = problem instanceof ApiProblem ? problem.problem : null
      const fields = known?.errors.map(({ field, message: words }) => [field.split('.')[0]!, words] as const) ?? []
      setErrors({ form: known?.detail ?? t('error.unreachableChange'), ...Object.fromEntries(fields) })
      setBusy(false)
      return false
    }
  }
  return { errors, busy, forward }
}
