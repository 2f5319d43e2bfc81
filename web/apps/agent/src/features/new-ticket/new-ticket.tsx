import '@/shared/i18n/pages'
import { ApiProblem, type FieldValue, type FieldValues, newId } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Banner, Button, Dialog, DialogBody, DialogFooter, Field, Input, Textarea } from '@tessera/ui'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { useFields } from '@/shared/catalogue/queries'
import { isFilled, shownFields } from '@/shared/catalogue/values'
import { FieldInput } from '@/shared/fields/field-input'
import { textOf } from '@/shared/form'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { storeTicket } from '@/shared/tickets/cache'
import { CUSTOM } from '@/shared/tickets/changes'
import { useMe } from '@/shared/tickets/queries'
import { HOME_VIEW } from '@/shared/tickets/views'

const FIELDS = ['email', 'name', 'subject', 'message'] as const
type FieldName = (typeof FIELDS)[number]
type Errors = Partial<Record<FieldName, string>>

/** Where the API says something is wrong, in this form's names. */
const API_FIELDS: Record<string, FieldName> = {
  'requester.email': 'email',
  'requester.name': 'name',
  subject: 'subject',
  'message.text': 'message',
}

export function NewTicket({ onClose }: { onClose: () => void }) {
  const form = useCreateTicket(onClose)
  function keyed(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('newTicket.title')}
      description={t('newTicket.description')}
      closeLabel={t('action.close')}
    >
      {/* The chord submits from any field of the form. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form onSubmit={form.submit} onKeyDown={keyed} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          {form.failure && (
            <Banner tone="danger" className="rounded-control px-3">
              {form.failure}
            </Banner>
          )}
          <div className="grid gap-4 md:grid-cols-2">
            <Field label={t('newTicket.requesterEmail')} error={form.errors.email}>
              {(ids) => <Input {...ids} name="email" type="email" autoComplete="off" />}
            </Field>
            <Field label={t('newTicket.requesterName')} error={form.errors.name}>
              {(ids) => <Input {...ids} name="name" autoComplete="off" maxLength={200} />}
            </Field>
          </div>
          <Field label={t('newTicket.subject')} error={form.errors.subject}>
            {(ids) => <Input {...ids} name="subject" maxLength={998} />}
          </Field>
          <Field label={t('newTicket.message')} error={form.errors.message}>
            {(ids) => <Textarea {...ids} name="message" rows={6} />}
          </Field>
          {form.fields.map((field) => (
            <FieldInput
              key={field.id}
              field={field}
              value={form.values[field.id]}
              error={form.fieldErrors[field.id]}
              mark={field.required_at === 'creation' ? t('fields.required') : undefined}
              onChange={(value) => form.fill(field.id, value)}
            />
          ))}
          <label className="flex min-h-8 items-center gap-2 self-start text-strong pointer-coarse:min-h-11">
            <input type="checkbox" name="mine" defaultChecked className="size-4 accent-accent" />
            {t('newTicket.assignToMe')}
          </label>
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" variant="primary" busy={form.busy}>
            {t('newTicket.create')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function useCreateTicket(onClose: () => void) {
  const { api } = useServices()
  const client = useQueryClient()
  const navigate = useNavigate()
  const me = useMe().id
  // One id for all attempts of this dialog: trying again never makes a second ticket.
  const [id] = useState(() => newId())
  const [errors, setErrors] = useState<Errors>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const defined = useFields()
  const [held, setHeld] = useState<FieldValues>({})
  const [fieldErrors, setFieldErrors] = useState<Record<string, string>>({})
  const fields = shownFields(defined, held).filter((field) => field.editable)

  function checkFields(): Record<string, string> {
    const lacking = fields.filter((field) => field.required_at === 'creation' && !isFilled(field, held[field.id]))
    return Object.fromEntries(lacking.map((field) => [field.id, t('newTicket.missing')]))
  }
  function check(values: Record<FieldName, string>): Errors {
    const missing = (name: FieldName) => (values[name] ? {} : { [name]: t('newTicket.missing') })
    const wrong = values.email && !/^[^@\s]+@[^@\s]+$/.test(values.email) ? { email: t('newTicket.emailWrong') } : {}
    return { ...missing('email'), ...wrong, ...missing('subject'), ...missing('message') }
  }
  function explain(error: unknown) {
    if (!(error instanceof ApiProblem)) return setFailure(t('newTicket.unreachable'))
    const named = error.problem.errors.filter((each) => each.field in API_FIELDS)
    setErrors(Object.fromEntries(named.map((each) => [API_FIELDS[each.field]!, each.message])))
    const own = error.problem.errors.filter((each) => each.field.startsWith(CUSTOM))
    setFieldErrors(Object.fromEntries(own.map((each) => [each.field.slice(CUSTOM.length), each.message])))
    if (named.length + own.length === 0) setFailure(`${t('newTicket.failed')} ${error.problem.detail}`)
  }
  async function create(values: Record<FieldName, string>, mine: boolean) {
    setBusy(true)
    setFailure(null)
    try {
      const ticket = await api.createTicket({
        id,
        subject: values.subject,
        requester: { email: values.email, name: values.name },
        message: { text: values.message },
        fields: Object.fromEntries(fields.map((field) => [field.id, held[field.id] ?? null])),
        ...(mine && { assignee_id: me }),
      })
      storeTicket(client, ticket)
      onClose()
      const open = () =>
        void navigate({ to: '/views/$view/$ticketId', params: { view: HOME_VIEW, ticketId: ticket.id } })
      showToast({
        text: t('newTicket.created', { number: ticket.number }),
        action: { label: t('newTicket.open'), run: open },
      })
    } catch (error) {
      explain(error)
      setBusy(false)
    }
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const values = Object.fromEntries(FIELDS.map((name) => [name, textOf(data, name).trim()])) as Record<
      FieldName,
      string
    >
    const found = check(values)
    const lacking = checkFields()
    setErrors(found)
    setFieldErrors(lacking)
    if (Object.keys({ ...found, ...lacking }).length === 0) void create(values, data.has('mine'))
  }
  const fill = (id: string, value: FieldValue) => setHeld((before) => ({ ...before, [id]: value }))
  return { errors, failure, busy, submit, fields, values: held, fieldErrors, fill }
}
