import '@/shared/i18n/pages'
import type { CustomField, FieldValue, FieldValues, TicketDetail } from '@tessera/api'
import { Popover, PopoverTrigger, cn } from '@tessera/ui'
import { Suspense, useState } from 'react'
import { useFields } from '@/shared/catalogue/queries'
import { isEmpty, isFilled, shownFields, textOfValue } from '@/shared/catalogue/values'
import { registry } from '@/shared/hotkeys'
import { t, LOCALE } from '@/shared/i18n'
import { part } from '@/shared/part'
import { useMayWrite } from '@/shared/tickets/queries'
import { PickedField, isPicked } from './picked-field'
import { letGo, useTakenUp } from './taken-up'

const FieldPopover = part(() => import('./field-popover').then((module) => ({ default: module.FieldPopover })))

/** The organization's own fields: those that this ticket has, and below them what deleted ones still hold. */
export function CustomFields({ ticket }: { ticket: TicketDetail }) {
  const fields = useFields()
  const values: FieldValues = ticket.fields ?? {}
  const shown = shownFields(fields, values)
  const former = fields.filter((field) => field.deleted && !isEmpty(values[field.id]))
  if (shown.length === 0 && former.length === 0) return null
  return (
    <section className="flex flex-col border-t border-line pt-3" data-testid="custom-fields">
      <h3 className="px-2 pb-1 text-xs font-medium text-quiet">{t('fields.title')}</h3>
      {shown.map((field) => (
        <FieldRow key={field.id} field={field} ticket={ticket} value={values[field.id]} />
      ))}
      {former.map((field) => (
        <Line key={field.id} field={field} value={values[field.id]} note={t('fields.deleted')} />
      ))}
    </section>
  )
}

type RowProps = { field: CustomField; ticket: TicketDetail; value: FieldValue | undefined }

function FieldRow({ field, ticket, value }: RowProps) {
  const [chosen, setChosen] = useState(false)
  const [wasOpen, setWasOpen] = useState(false)
  const mayWrite = useMayWrite()
  const typed = useTakenUp(({ now }) => (now?.ticket === ticket.id && now.field === field.id ? now.typed : undefined))
  const open = chosen || typed !== undefined
  // It stays when it is left: it may have to say so.
  if (open && !wasOpen) setWasOpen(true)
  const asked = field.required_at === 'closing' && !isFilled(field, value) ? t('fields.toClose') : undefined
  const line = <Line field={field} value={value} note={asked} />
  if (!mayWrite || !field.editable || ticket.deleted_at || ticket.merged_into) return line
  const button = (
    <button
      type="button"
      className="min-w-0 rounded-control text-start hover:bg-hover aria-expanded:bg-hover"
      // A list of choices has no place for what the field is about.
      title={[t('fields.edit', { name: field.name }), isPicked(field) && field.description].filter(Boolean).join('\n')}
    >
      {line}
    </button>
  )
  const known = { field, ticket, value, open }
  if (isPicked(field)) {
    return (
      <PickedField {...known} onTurn={turn}>
        {button}
      </PickedField>
    )
  }
  return (
    <Popover open={open} onOpenChange={turn}>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      {wasOpen && (
        <Suspense>
          <FieldPopover {...known} typed={typed} onClose={() => turn(false)} />
        </Suspense>
      )}
    </Popover>
  )

  function turn(next: boolean) {
    // What is typed from now on is for it, also while it is fetched.
    if (next) registry.kept.ask()
    setChosen(next)
    if (!next && typed) letGo()
  }
}

type LineProps = { field: CustomField; value: FieldValue | undefined; note: string | undefined }

function Line({ field, value, note }: LineProps) {
  const text = textOfValue(field, value, { yes: t('fields.yes'), no: t('fields.no'), locale: LOCALE })
  return (
    <span className="flex min-h-8 items-center gap-2 px-2 py-1 pointer-coarse:min-h-11">
      <span className="w-26 shrink-0 text-xs text-quiet [overflow-wrap:anywhere]">{field.name}</span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className={cn('[overflow-wrap:anywhere]', text ? 'line-clamp-3 text-strong' : 'text-quiet')}>
          {field.type === 'url' && text ? <UrlText url={text} /> : text || t('fields.notSet')}
        </span>
        {note && <span className="text-2xs text-quiet">{note}</span>}
      </span>
    </span>
  )
}

/** The address without what every address has; it opens from the link beside the editor, not by a slip of the hand. */
function UrlText({ url }: { url: string }) {
  return <span className="truncate">{url.replace(/^https?:\/\//, '')}</span>
}
