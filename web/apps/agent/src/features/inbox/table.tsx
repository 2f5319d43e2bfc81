import '@/shared/i18n/views'
import type { Sort, TicketSummary } from '@tessera/api'
import { Avatar, EmptyAvatar, PriorityIcon, UnreadTile, cn } from '@tessera/ui'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, memo } from 'react'
import { useFields } from '@/shared/catalogue/queries'
import { textOfValue } from '@/shared/catalogue/values'
import { LOCALE, t } from '@/shared/i18n'
import { TicketStatusIcon, useStatusName } from '@/shared/catalogue/status'
import { OthersOnTicket } from '@/shared/presence/others-on-ticket'
import { useTeams } from '@/shared/tickets/queries'
import { sortFrom, textOfSort } from '@/shared/views/address'
import { isSort } from '@/shared/views/arrange'
import { type COLUMNS, type Column, isBuiltIn } from '@/shared/views/columns'
import { type OwnField, idOfOwn, isOwnField } from '@/shared/views/filter'
import { useFieldName } from '@/shared/views/sentence'
import { useColumns } from '@/shared/views/use-columns'
import { useListSearch } from '@/shared/views/use-listing'
import { Age, DueTime, Snoozed, Tags } from './ticket-row'
import { type RowProps, rowLook, useRow } from './use-row'

/** How wide each column is; where the list is too narrow, the less needed give way. */
const WIDTHS: Record<(typeof COLUMNS)[number], string> = {
  number: 'w-16',
  requester: 'w-40 xl:w-48',
  tag: 'hidden w-44 xl:flex',
  status: 'w-28',
  priority: 'w-20',
  type: 'hidden w-24 lg:flex',
  channel: 'hidden w-20 lg:flex',
  assignee: 'w-32 xl:w-40',
  team: 'hidden w-28 lg:flex',
  due: 'w-32',
  created: 'w-20',
  updated: 'w-20',
}
const OWN_WIDTH = 'hidden w-32 lg:flex'
const cell = (column: Column) =>
  cn('flex shrink-0 items-center gap-1.5', isBuiltIn(column) ? WIDTHS[column] : OWN_WIDTH)

/** The names of the columns; pressing one puts the list in its order, once more turns it. */
export function TableHead() {
  const nameOf = useFieldName()
  return (
    // The room of a scroll bar is left free, as beside the rows.
    <div className="shrink-0 overflow-hidden [scrollbar-gutter:stable]">
      <div className="flex h-8 items-center gap-3 border-b border-line ps-12 pe-4 text-2xs text-quiet">
        <span className="min-w-0 flex-1">
          <Heading field="subject">{t('views.field.subject')}</Heading>
        </span>
        {useColumns().map((column) => (
          <span key={column} className={cell(column)}>
            <Heading field={column}>
              <bdi className="truncate">{nameOf(column)}</bdi>
            </Heading>
          </span>
        ))}
      </div>
    </div>
  )
}

function Heading({ field, children }: { field: Column | 'subject'; children: ReactNode }) {
  const nameOf = useFieldName()
  const { search, set } = useListSearch()
  const sort = sortFrom(search.order)
  if (!isOwnField(field) && !isSort(field)) return <>{children}</>
  const turn: Sort = { field, direction: 'asc' }
  const held = sort?.field === field ? sort.direction : null
  if (held === 'asc') turn.direction = 'desc'
  const Arrow = held === 'desc' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      aria-label={t('views.orderBy', { field: nameOf(field) ?? '' })}
      // The third press gives the usual order back.
      onClick={() => set({ order: held === 'desc' ? undefined : textOfSort(turn) })}
      className={cn(
        'flex h-7 min-w-0 items-center gap-1 rounded-control hover:text-strong',
        held && 'font-medium text-strong',
      )}
    >
      {children}
      {held && <Arrow size={11} aria-hidden="true" />}
    </button>
  )
}

/** One ticket as a line of columns. */
export const TableRow = memo(function TableRow(props: RowProps) {
  const { ticket, onRange } = props
  const { link, unread, picking, touched } = useRow(props)
  const columns = useColumns()
  return (
    <a {...link} className={cn(rowLook(props, link), 'group gap-3 pe-4')}>
      {touched && (
        <span key={touched} aria-hidden="true" className="pointer-events-none absolute inset-0 animate-tint" />
      )}
      <span className="relative -me-3 flex w-5 shrink-0 justify-center">
        {unread && <UnreadTile label={t('list.unread')} />}
      </span>
      <span
        className={cn('relative flex', picking && 'invisible', onRange && 'pointer-fine:group-hover/row:invisible')}
      >
        <TicketStatusIcon ticket={ticket} />
      </span>
      {/* Two columns: the subject begins beneath its heading, in whichever direction it runs. */}
      <span className="relative flex min-w-0 flex-1 gap-2 text-sm">
        <span
          dir="auto"
          className={cn('max-w-full shrink-0 truncate text-strong', unread ? 'font-semibold' : 'font-medium')}
        >
          {ticket.subject}
        </span>
        <bdi className="min-w-0 truncate text-quiet">{ticket.preview}</bdi>
      </span>
      <OthersOnTicket ticketId={ticket.id} />
      {ticket.snoozed_until && <Snoozed until={ticket.snoozed_until} />}
      {columns.map((column) => (
        <span key={column} data-column={column} className={cn('relative text-xs text-body', cell(column))}>
          <Cell column={column} ticket={ticket} assignee={props.assignee} />
        </span>
      ))}
    </a>
  )
})

type CellProps = { column: Column; ticket: TicketSummary; assignee: string | undefined }

function Cell({ column, ...props }: CellProps) {
  if (!isBuiltIn(column)) return <OwnCell field={column} ticket={props.ticket} />
  return <BuiltInCell column={column} {...props} />
}

/** What one of the organization's own fields holds. */
function OwnCell({ field, ticket }: { field: OwnField; ticket: TicketSummary }) {
  const id = idOfOwn(field)
  const defined = useFields().find((each) => each.id === id)
  const words = { yes: t('fields.yes'), no: t('fields.no'), locale: LOCALE }
  return <bdi className="truncate">{textOfValue(defined, ticket.fields?.[id], words)}</bdi>
}

type BuiltInProps = Omit<CellProps, 'column'> & { column: (typeof COLUMNS)[number] }

function BuiltInCell({ column, ticket, assignee }: BuiltInProps) {
  const statusName = useStatusName()
  const teams = useTeams()
  const text = (words: string) => <bdi className="truncate">{words}</bdi>
  switch (column) {
    case 'number':
      return <span className="text-quiet tabular-nums">{t('ticket.number', { number: ticket.number })}</span>
    case 'requester':
      return text(ticket.requester.name || ticket.requester.email)
    case 'tag':
      return <Tags tags={ticket.tags} className="flex shrink-0" />
    case 'status':
      return text(statusName(ticket))
    case 'priority':
      return (
        <>
          <PriorityIcon priority={ticket.priority} size={14} />
          {text(t(`priority.${ticket.priority}`))}
        </>
      )
    case 'type':
      return text(ticket.type ? t(`type.${ticket.type}`) : '')
    case 'channel':
      return text(t(`channel.${ticket.channel}`))
    case 'assignee':
      return (
        <>
          {assignee ? <Avatar name={assignee} size={16} title={false} /> : <EmptyAvatar size={16} />}
          <span className={cn('truncate', !assignee && 'text-quiet')}>{assignee ?? t('list.unassigned')}</span>
        </>
      )
    case 'team':
      return text(teams.find((team) => team.id === ticket.team_id)?.name ?? '')
    case 'due':
      return <DueTime ticket={ticket} />
    case 'created':
      return <Age at={ticket.created_at} className="" />
    case 'updated':
      return <Age at={ticket.updated_at} className="" />
  }
}
