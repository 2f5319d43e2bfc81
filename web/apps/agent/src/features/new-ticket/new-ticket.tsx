import '@/shared/i18n/customer'
import { Banner, Button, Dialog, DialogBody, DialogFooter, Field, Input, Textarea } from '@tessera/ui'
import { type KeyboardEvent, useEffect } from 'react'
import { t } from '@/shared/i18n'
import { FieldInput } from '@/shared/fields/field-input'
import { registry } from '@/shared/hotkeys'
import { useOnline } from '@/shared/media'
import { isBegun, keepBegun, useForward } from '@/shared/tickets/new-ticket'
import type { Back } from '@/shared/tickets/changes'
import { forgetStep } from '@/shared/tickets/history'
import { useMe } from '@/shared/tickets/queries'
import { useUndo } from '@/shared/tickets/use-undo'
import { showToast, useToasts } from '@/shared/toasts'
import { NewProperties } from './properties'
import { RequesterInput } from './requester-input'
import { useNewTicket } from './use-new-ticket'

const TOAST = 'new-ticket'

/** What is pressed may be far below. */
const toView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

type Props = { onClose: () => void }

export function NewTicket(props: Props) {
  return <Form key={useForward(({ count }) => count)} {...props} />
}

/** Closing it loses nothing: what was typed is here the next time, until it is created or discarded. */
function Form({ onClose }: Props) {
  const form = useNewTicket(onClose)
  const online = useOnline()
  const me = useMe().id
  const { begun, change } = form
  const begins = isBegun(begun)
  const { tell } = useUndo()
  // What it said when it closed is answered.
  useEffect(() => {
    useToasts.getState().dismiss(TOAST)
    forgetStep(TOAST)
  }, [])

  function leave() {
    onClose()
    const action = { label: t('newTicket.continue'), run: () => registry.run('newTicket') }
    if (begins) showToast({ id: TOAST, text: t('newTicket.kept'), action })
  }
  function discard() {
    change(null)
    onClose()
    const back: Back = () => {
      keepBegun(me, begun)
      registry.run('newTicket')
      return Promise.resolve({ kind: 'done', back: null })
    }
    tell(t('newTicket.discarded'), { kind: 'done', step: TOAST, back }, discard)
  }
  function keyed(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && leave()}
      title={t('newTicket.title')}
      description={t('newTicket.description')}
      closeLabel={t('action.close')}
    >
      {/* The chord submits from any field of the form. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        ref={form.form}
        onSubmit={form.submit}
        onKeyDown={keyed}
        noValidate
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogBody>
          {form.failure && (
            <div ref={toView}>
              <Banner tone="danger" className="rounded-control px-3">
                {form.failure}
              </Banner>
            </div>
          )}
          <div className="grid gap-4 md:grid-cols-2">
            <Field label={t('newTicket.requesterEmail')} error={form.errors.email}>
              {(ids) => (
                <RequesterInput
                  {...ids}
                  value={begun.email}
                  onType={(email) => change({ email })}
                  onPick={({ email, name }) => change({ email, name })}
                />
              )}
            </Field>
            <Field label={t('newTicket.requesterName')} error={form.errors.name}>
              {(ids) => (
                <Input
                  {...ids}
                  value={begun.name}
                  onChange={(event) => change({ name: event.target.value })}
                  autoComplete="off"
                  maxLength={200}
                  dir="auto"
                />
              )}
            </Field>
          </div>
          <Field label={t('newTicket.subject')} error={form.errors.subject}>
            {(ids) => (
              <Input
                {...ids}
                value={begun.subject}
                onChange={(event) => change({ subject: event.target.value })}
                maxLength={998}
                dir="auto"
              />
            )}
          </Field>
          <Field label={t('newTicket.message')} error={form.errors.message}>
            {(ids) => (
              <Textarea
                {...ids}
                value={begun.message}
                onChange={(event) => change({ message: event.target.value })}
                rows={5}
                dir="auto"
              />
            )}
          </Field>
          <NewProperties properties={begun} onChange={change} />
          {form.fields.map((field) => (
            <FieldInput
              key={field.id}
              field={field}
              value={begun.fields[field.id]}
              error={form.fieldErrors[field.id]}
              mark={field.required_at === 'creation' ? t('fields.required') : undefined}
              onChange={(value) => change({ fields: { ...begun.fields, [field.id]: value } })}
            />
          ))}
        </DialogBody>
        <DialogFooter>
          <p role="status" className="me-auto text-xs text-quiet">
            {!online && t('newTicket.offline')}
          </p>
          {begins ? (
            <Button variant="ghost" onClick={discard}>
              {t('composer.discard')}
            </Button>
          ) : (
            <Button onClick={onClose}>{t('action.cancel')}</Button>
          )}
          <Button type="submit" variant="primary" busy={form.busy}>
            {t('newTicket.create')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
