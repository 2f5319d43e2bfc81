import { ApiProblem, newId } from '@tessera/api'
import { type FormEvent, type RefObject, useCallback, useRef, useState } from 'react'
import { useFields } from '@/shared/catalogue/queries'
import { isFilled, shownFields } from '@/shared/catalogue/values'
import { t } from '@/shared/i18n'
import { CUSTOM } from '@/shared/tickets/changes'
import { type Begun, bodyOf, createTicket, keepBegun, nothingBegun, readBegun } from '@/shared/tickets/new-ticket'
import { useMe } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { useOpenTicket } from '@/shared/tickets/use-open-ticket'
import { showToast } from '@/shared/toasts'
import { tellCreated } from './settled'

type FieldName = 'email' | 'name' | 'subject' | 'message'
type Errors = Partial<Record<FieldName, string>>

/** Where the API says something is wrong, in this form's names. */
const API_FIELDS: Record<string, FieldName> = {
  'requester.email': 'email',
  'requester.name': 'name',
  subject: 'subject',
  'message.text': 'message',
}

/** What is typed, kept with every letter; and what becomes of it. */
export function useNewTicket(form: RefObject<HTMLFormElement | null>, onClose: () => void) {
  const desk = useDesk()
  const me = useMe().id
  const open = useOpenTicket()
  // One id for all attempts of this dialog: trying again never makes a second ticket.
  const [id] = useState(() => newId())
  const [begun, setBegun] = useState(() => readBegun(me))
  const [errors, setErrors] = useState<Errors>({})
  const [fieldErrors, setFieldErrors] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const defined = useFields()
  const fields = shownFields(defined, begun.fields).filter((field) => field.editable)

  const now = useRef(begun)
  /** Null: all of it goes. Kept before it is drawn: the dialog may close with the same key. */
  const change = useCallback(
    (fields: Partial<Begun> | null) => {
      now.current = fields ? { ...now.current, ...fields } : nothingBegun(me)
      keepBegun(me, now.current)
      setBegun(now.current)
    },
    [me],
  )

  function lacking(): Record<string, string> {
    const empty = fields.filter((field) => field.required_at === 'creation' && !isFilled(field, begun.fields[field.id]))
    return Object.fromEntries(empty.map((field) => [field.id, t('newTicket.missing')]))
  }
  function explain(error: unknown) {
    if (!(error instanceof ApiProblem)) throw error
    const named = error.problem.errors.filter((each) => each.field in API_FIELDS)
    setErrors(Object.fromEntries(named.map((each) => [API_FIELDS[each.field]!, each.message])))
    const own = error.problem.errors.filter((each) => each.field.startsWith(CUSTOM))
    setFieldErrors(Object.fromEntries(own.map((each) => [each.field.slice(CUSTOM.length), each.message])))
    if (named.length + own.length === 0) setFailure(`${t('newTicket.failed')} ${error.problem.detail}`)
  }
  async function create() {
    setBusy(true)
    setFailure(null)
    try {
      const body = bodyOf(
        id,
        begun,
        fields.map((field) => field.id),
      )
      const ticket = await createTicket(desk, body)
      change(null)
      onClose()
      if (ticket) tellCreated(ticket, open)
      else showToast({ id, text: t('newTicket.waits'), detail: t('queue.later') })
    } catch (error) {
      setBusy(false)
      explain(error)
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    const wrong = wrongIn(begun)
    const empty = lacking()
    setErrors(wrong)
    setFieldErrors(empty)
    if (Object.keys({ ...wrong, ...empty }).length === 0) return void create()
    // Once it is drawn which ones are wrong.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  return { begun, change, fields, errors, fieldErrors, failure, busy, submit }
}

function wrongIn(begun: Begun): Errors {
  const missing = (name: FieldName) => (begun[name].trim() ? {} : { [name]: t('newTicket.missing') })
  const isAddress = /^[^@\s]+@[^@\s]+$/.test(begun.email.trim())
  const wrong = begun.email.trim() && !isAddress ? { email: t('newTicket.emailWrong') } : {}
  return { ...missing('email'), ...wrong, ...missing('subject'), ...missing('message') }
}
