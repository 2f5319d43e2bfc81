import { ApiProblem, type Message, type TicketDetail, isMessage } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dialog, DialogBody, DialogFooter, Field, Input, useNow } from '@tessera/ui'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { textOf } from '@/shared/form'
import { t, LOCALE } from '@/shared/i18n'
import { waits } from '@/shared/messages/waits'
import { keys } from '@/shared/tickets/cache'
import { splitTicket } from '@/shared/tickets/splitting'
import { useDesk } from '@/shared/tickets/use-desk'
import { useUndo } from '@/shared/tickets/use-undo'
import { HOME_VIEW } from '@/shared/tickets/views'
import { formatWhen } from '@/shared/time/format'

type Props = { message: Message; ticketId: string; onClose: () => void }

/** Which messages become a ticket of their own: this one, and whichever else is ticked. */
export function SplitDialog({ message, ticketId, onClose }: Props) {
  const desk = useDesk()
  const navigate = useNavigate()
  const { tell } = useUndo()
  const ticket = useQueryClient().getQueryData<TicketDetail>(keys.ticket(ticketId))
  const messages = ticket?.entries.items.filter(isMessage).filter((each) => !waits(each)) ?? []
  const [chosen, setChosen] = useState([message.id])
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const subject = textOf(new FormData(event.currentTarget), 'subject').trim()
    if (!subject) return setErrors({ subject: t('split.noSubject') })
    setBusy(true)
    try {
      const { made, back } = await splitTicket(desk, ticketId, { message_ids: chosen, subject })
      onClose()
      tell(t('done.split', { number: made.number }), { kind: 'done', ticket: made, back }, () => undefined)
      void navigate({ to: '/views/$view/$ticketId', params: { view: HOME_VIEW, ticketId: made.id } })
    } catch (problem) {
      const known = problem instanceof ApiProblem ? problem.problem : null
      const found = known?.errors.map(({ field, message: text }) => [field, text] as const) ?? []
      setErrors({ form: known?.detail ?? t('error.unreachableChange'), ...Object.fromEntries(found) })
      setBusy(false)
    }
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('split.title')} closeLabel={t('action.close')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <p className="text-quiet">{t('split.explain')}</p>
          <Field label={t('ticket.subject')} error={errors['subject']}>
            {(ids) => (
              <Input {...ids} name="subject" defaultValue={ticket?.subject} maxLength={998} autoComplete="off" />
            )}
          </Field>
          <fieldset className="flex min-h-0 flex-col">
            <legend className="pb-1 text-xs font-medium text-strong">{t('split.messages')}</legend>
            <div className="max-h-64 overflow-y-auto rounded-control border border-line">
              {messages.map((each) => (
                <Choice
                  key={each.id}
                  message={each}
                  checked={chosen.includes(each.id)}
                  onChange={(on) => setChosen((ids) => (on ? [...ids, each.id] : ids.filter((id) => id !== each.id)))}
                />
              ))}
            </div>
          </fieldset>
          {(errors['message_ids'] ?? errors['form']) && (
            <p role="alert" className="text-xs text-danger-text">
              {errors['message_ids'] ?? errors['form']}
            </p>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={chosen.length === 0}>
            {t('split.submit', { count: chosen.length })}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

type ChoiceProps = { message: Message; checked: boolean; onChange: (on: boolean) => void }

function Choice({ message, checked, onChange }: ChoiceProps) {
  const now = useNow()
  const text = message.text.trim() || message.attachments.map((file) => file.filename).join(', ')
  return (
    <label className="grid min-h-11 cursor-pointer grid-cols-[auto_1fr_auto] items-baseline gap-x-2.5 border-b border-line px-3 py-2 text-xs last:border-b-0 hover:bg-hover">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="row-span-2 mt-0.5 size-4 self-start accent-accent"
      />
      <bdi className="truncate font-medium text-strong">
        {message.author_name}
        {message.kind === 'note' && <span className="ms-2 text-note-ink">{t('ticket.internalNote')}</span>}
      </bdi>
      <span className="text-quiet">{formatWhen(message.created_at, now, LOCALE)}</span>
      <bdi className="col-span-2 line-clamp-2 text-body">{text.slice(0, 300)}</bdi>
    </label>
  )
}
