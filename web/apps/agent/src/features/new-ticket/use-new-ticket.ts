import { ApiProblem, newId } from '@tessera/api'
import { type FormEvent, useCallback, useRef, useState } from 'react'
import { useFields } from '@/shared/catalogue/queries'
import { isFilled, shownFields } from '@/shared/catalogue/values'
import { wrongValues } from '@/shared/fields/wrong-value'
import { t } from '@/shared/i18n'
import { CUSTOM } from '@/shared/tickets/changes'
import { type Begun, bodyOf, createTicket, keepBegun, nothingBegun, readBegun } from '@/shared/tickets/new-ticket'
import { reasonIn } from '@/shared/tickets/outcome'
import { useMe } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { useOpenTicket } from '@/shared/tickets/use-open-ticket'
import { showToast } from '@/shared/toasts'
import { useFirstWrong } from '@/shared/use-first-wrong'
import { tellCreated } from './settled'

type FieldName = 'email' | 'name' | 'subject' | 'message'
type Errors = Partial<Record<FieldName, string>>
/** `own`: of the organization's own fields, by their ids. */
interface Wrong {
  errors: Errors
  own: Record<string, string>
}

/** Where the API says something is wrong, in this form's names. */
const API_FIELDS: Record<string, FieldName> = {
  'requester.email': 'email',
  'requester.name': 'name',
  subject: 'subject',
  'message.text': 'message',
}

/** What is typed, kept with every letter; and what becomes of it. */
export function useNewTicket(onClose: () => void) {
  const desk = useDesk()
  const me = useMe().id
  const open = useOpenTicket()
  // One id for all attempts of this dialog: trying again never makes a second ticket.
  const [id] = useState(() => newId())
  const [begun, setBegun] = useState(() => readBegun(me))
  const [wrong, setWrong] = useState(() => wrongByApi(begun.refused?.errors ?? []))
  const form = useFirstWrong(wrong)
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

  function wrongInOwn(): Record<string, string> {
    const empty = fields.filter((field) => field.required_at === 'creation' && !isFilled(field, begun.fields[field.id]))
    const lacking = Object.fromEntries(empty.map((field) => [field.id, t('newTicket.missing')]))
    return { ...lacking, ...wrongValues(fields, begun.fields) }
  }
  function explain(error: unknown) {
    if (!(error instanceof ApiProblem)) throw error
    const found = wrongByApi(error.problem.errors)
    setWrong(found)
    // What is wrong with something that does not stand in the form is said above it.
    const shown = Object.keys(found.errors).length > 0 || fields.some((field) => found.own[field.id])
    if (!shown) setFailure(`${t('newTicket.failed')} ${reasonIn(error)}`)
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
    const found = { errors: wrongIn(begun), own: wrongInOwn() }
    setWrong(found)
    if (Object.keys({ ...found.errors, ...found.own }).length === 0) void create()
  }
  return { form, begun, change, fields, errors: wrong.errors, fieldErrors: wrong.own, failure, busy, submit }
}

function wrongByApi(all: { field: string; message: string }[]): Wrong {
  const named = all.filter(({ field }) => field in API_FIELDS)
  const own = all.filter(({ field }) => field.startsWith(CUSTOM))
  return {
    errors: Object.fromEntries(named.map(({ field, message }) => [API_FIELDS[field]!, message])),
    own: Object.fromEntries(own.map(({ field, message }) => [field.slice(CUSTOM.length), message])),
  }
}

function wrongIn(begun: Begun): Errors {
  const missing = (name: FieldName) => (begun[name].trim() ? {} : { [name]: t('newTicket.missing') })
  const isAddress = /^[^@\s]+@[^@\s]+$/.test(begun.email.trim())
  const wrong = begun.email.trim() && !isAddress ? { email: t('newTicket.emailWrong') } : {}
  return { ...missing('email'), ...wrong, ...missing('subject'), ...missing('message') }
}
