import type { TicketDetail, TicketSummary } from '@tessera/api'
import { IconButton, Skeleton, cn, formatExact, formatMoment } from '@tessera/ui'
import { X } from 'lucide-react'
import { type ReactNode, Suspense, memo, useDeferredValue } from 'react'
import { useFields } from '@/shared/catalogue/queries'
import { AssigneeField, PriorityField, StatusField, TeamField, TypeField } from '@/shared/fields/fields'
import { FollowField } from '@/shared/fields/follow-field'
import type { FieldLook } from '@/shared/fields/property'
import { TagsField } from '@/shared/fields/tags-field'
import { DueField, SnoozeField } from '@/shared/fields/when-fields'
import { t, LOCALE } from '@/shared/i18n'
import { part } from '@/shared/part'
import { useMayWrite } from '@/shared/tickets/queries'
import { InCopy } from './in-copy'
import { PersonLine } from './person-line'
import { Section } from './section'

// Not every organization has fields of its own.
const CustomFields = part(() => import('./custom-fields').then((module) => ({ default: module.CustomFields })))

const LinkedTickets = part(() => import('./linked-tickets').then((module) => ({ default: module.LinkedTickets })))

const row: FieldLook = ({ icon, value, content, name, disabled, unset }) => (
  // What takes several lines is named beside the first.
  <span className={cn('flex min-h-8 items-start gap-2 px-2 pointer-coarse:min-h-11', !disabled && 'w-full')}>
    <span className="flex h-8 w-20 shrink-0 items-center text-xs text-quiet pointer-coarse:h-11">{name}</span>
    <span className="flex h-8 w-4 shrink-0 items-center justify-center pointer-coarse:h-11">{icon}</span>
    {content ?? <span className={cn('self-center truncate', unset ? 'text-quiet' : 'text-strong')}>{value}</span>}
  </span>
)

type Props = {
  ticket: TicketDetail | undefined
  /** What is known of it where the rest cannot be fetched. */
  known?: TicketSummary | undefined
  onClose: () => void
  closeLabel: string
  className?: string
  /** What is known of who asks. Always the same function. */
  customer: (ticket: TicketDetail) => ReactNode
}

export function Properties({ ticket, known, onClose, closeLabel, className, customer }: Props) {
  return (
    <aside
      aria-label={ticket ? t('properties.label', { number: ticket.number }) : t('properties.title')}
      data-testid="properties"
      className={cn('flex flex-col bg-canvas', className)}
    >
      <header className="flex h-(--bar-height) shrink-0 items-center justify-between border-b border-line ps-5 pe-2">
        <h2 className="font-semibold text-strong">{t('properties.title')}</h2>
        <IconButton icon={X} label={closeLabel} onClick={onClose} />
      </header>
      {ticket ? (
        <Fields ticket={ticket} customer={customer} />
      ) : known ? (
        <div className="px-3 py-3">
          <Usual ticket={known} />
        </div>
      ) : (
        <FieldsSkeleton />
      )}
    </aside>
  )
}

type FieldsProps = Pick<Props, 'customer'> & { ticket: TicketDetail }

/** A frame after what keys change: whoever leafs through tickets looks at that first. */
function Fields({ ticket, customer }: FieldsProps) {
  const behind = useDeferredValue(ticket)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-3 py-3">
      <Usual ticket={ticket} />
      <Rest ticket={behind} customer={customer} />
    </div>
  )
}

/** The fields that every ticket has. */
function Usual({ ticket }: { ticket: TicketSummary }) {
  return (
    <div className="flex flex-col">
      <StatusField ticket={ticket} look={row} />
      <PriorityField ticket={ticket} look={row} />
      <AssigneeField ticket={ticket} look={row} />
      <TeamField ticket={ticket} look={row} />
      <TypeField ticket={ticket} look={row} />
      <TagsField ticket={ticket} look={row} />
      <DueField ticket={ticket} look={row} />
      <SnoozeField ticket={ticket} look={row} />
      <FollowField ticket={ticket} />
    </div>
  )
}

const Rest = memo(function Rest({ ticket, customer }: FieldsProps) {
  const mayWrite = useMayWrite()
  return (
    <>
      <Suspense fallback={<FieldsComing />}>
        <CustomFields ticket={ticket} />
      </Suspense>
      <Suspense fallback={mayWrite && <div className="h-11.25 shrink-0 border-t border-line pointer-coarse:h-14.25" />}>
        <LinkedTickets ticket={ticket} />
      </Suspense>
      <InCopy ticket={ticket} />
      <Section title={t('properties.details')}>
        <dl className="flex flex-col">
          <Detail name={t('properties.number')}>#{ticket.number}</Detail>
          <Detail name={t('properties.channel')}>{t(`channel.${ticket.channel}`)}</Detail>
          <Detail name={t('properties.created')}>
            <Time at={ticket.created_at} />
          </Detail>
          <Detail name={t('properties.updated')}>
            <Time at={ticket.updated_at} />
          </Detail>
        </dl>
      </Section>
      {/* Last, for it grows when more is known. */}
      <Section title={t('properties.requester')}>
        <PersonLine person={ticket.requester} />
        {customer(ticket)}
      </Section>
    </>
  )
})

/** How many there are is known before what shows them is. */
function FieldsComing() {
  const fields = useFields().filter((field) => !field.deleted && !field.depends_on)
  if (fields.length === 0) return null
  return (
    <div aria-hidden="true" className="shrink-0 border-t border-line px-2 pt-8">
      {fields.map(({ id }) => (
        <div key={id} className="flex h-8 items-center pointer-coarse:h-11">
          <Skeleton className="h-2.5 w-16" />
        </div>
      ))}
    </div>
  )
}

function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatExact(at, LOCALE)} className="tabular-nums">
      {formatMoment(at, LOCALE)}
    </time>
  )
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-center gap-2 px-2">
      <dt className="w-20 shrink-0 text-xs text-quiet">{name}</dt>
      <dd className="truncate text-strong">{children}</dd>
    </div>
  )
}

function FieldsSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-4 px-5 py-5">
      {[60, 48, 72, 56].map((width) => (
        <div key={width} className="flex items-center gap-4">
          <Skeleton className="h-2.5 w-16" />
          <div style={{ width: `${width}%` }}>
            <Skeleton className="h-3" />
          </div>
        </div>
      ))}
    </div>
  )
}
