import type { TicketSummary } from '@tessera/api'
import type { Group } from '@tessera/sync'
import { Banner, Button, EmptyState, IconButton, Spinner, cn } from '@tessera/ui'
import { ListChecks, ListFilter } from 'lucide-react'
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { t } from '@/shared/i18n'
import { Place, keysOf, useCommand } from '@/shared/hotkeys'
import { KeysComing } from '@/shared/hotkeys/keys-coming'
import { PHONE, useMedia } from '@/shared/media'
import { part } from '@/shared/part'
import { exact } from '@/shared/replica/found'
import { useTicketList } from '@/shared/replica/use-list'
import { later } from '@/shared/settled'
import { useAgents, useMayWrite } from '@/shared/tickets/queries'
import { startPicking, useSelection } from '@/shared/tickets/selection'
import { type TicketFilter, isViewName, savedOf, tagOf } from '@/shared/tickets/views'
import { addressOf, groupFrom } from '@/shared/views/address'
import { useLayout } from '@/shared/views/use-layout'
import { groupingOf, useArrangement, useListSearch } from '@/shared/views/use-listing'
import { ListSkeleton } from './list-skeleton'
import type { Adding } from './filter-bar'
import { KeysOn } from './keys-on'
import { linesOf, unfolded } from './lines'
import { PickBox } from './pick-box'
import { TicketRow } from './ticket-row'
import { useComing } from './use-coming'
import { useCursor } from './use-cursor'
import { usePickTo, usePicking } from './use-picking'
import { GROUP_HEIGHT, useVirtualRows } from './use-virtual-rows'

type Props = {
  view: string
  title: string
  filter: TicketFilter
  selected: string | undefined
  onOpen: (id: string, replace: boolean) => void
  /** Stands between the list's head and its rows. */
  below?: ReactNode
}

/** A row of a table is one line, however roomy the list is. */
const TABLE_ROW = 40

const BulkHeader = part(() => import('./bulk').then((module) => ({ default: module.BulkHeader })))
const BulkBar = part(() => import('./bulk').then((module) => ({ default: module.BulkBar })))

const Board = part(() => import('./board').then((module) => ({ default: module.Board })))
const TableHead = part(() => import('./table').then((module) => ({ default: module.TableHead })))
const TableRow = part(() => import('./table').then((module) => ({ default: module.TableRow })))

const ArrangeMenu = part(later(() => import('./arrange-menu').then((module) => ({ default: module.ArrangeMenu }))))
const FilterBar = part(() => import('./filter-bar').then((module) => ({ default: module.FilterBar })))
const GroupHeading = part(() => import('./group-heading').then((module) => ({ default: module.GroupHeading })))
const NothingFits = part(() => import('./nothing-fits').then((module) => ({ default: module.NothingFits })))

export function TicketList({ view, title, filter, selected, onOpen, below }: Props) {
  const arrangement = useArrangement()
  const { search } = useListSearch()
  const layout = useLayout()
  const list = useTicketList(filter, arrangement)
  // What is read page by page cannot be narrowed or put in order here.
  const whole = filter.status !== 'deleted'
  const columns = whole && layout === 'board' ? groupingOf(search) : undefined
  const [adding, setAdding] = useState<Adding>(null)
  useCommand('filter', () => setAdding('field'), whole)
  const { tickets } = list
  const count = list.hasNextPage ? t('list.countMore', { count: list.count }) : exact.format(list.count)
  const mayPick = useMayWrite() && tickets.length > 0
  const picking = useSelection((state) => state.picking) && mayPick
  const shown = { view, tickets, groups: list.groups, selected, onOpen, mayPick }
  const coming = useComing()

  const header = (
    <header className="flex h-(--bar-height) shrink-0 items-center gap-2 border-b border-line ps-5 pe-3">
      <h1 dir="auto" className="truncate text-md font-semibold text-strong">
        {title}
      </h1>
      {tickets.length > 0 && (
        <span className="shrink-0 text-xs whitespace-nowrap text-quiet tabular-nums">{count}</span>
      )}
      <span className="flex-1" />
      {list.isFetchingNextPage && <Spinner label={t('list.loadingMore')} size={14} />}
      {whole && (
        <>
          <IconButton
            icon={ListFilter}
            label={t('command.filter')}
            keys={keysOf('filter')}
            onClick={() => setAdding('field')}
          />
          <Suspense fallback={<KeysComing className="size-8" />}>
            <ArrangeMenu />
          </Suspense>
        </>
      )}
      {mayPick && (
        <IconButton icon={ListChecks} label={t('list.select')} keys={keysOf('select')} onClick={startPicking} />
      )}
    </header>
  )
  return (
    <div className="flex h-full flex-col">
      {picking ? (
        <Suspense fallback={header}>
          <BulkHeader title={title} tickets={tickets} more={list.hasNextPage} />
        </Suspense>
      ) : (
        header
      )}
      {whole && (
        <div className="flex shrink-0 flex-col @3xl:flex-row">
          {(adding || search.filter) && (
            <Suspense fallback={<div className="h-9 grow-99 border-b border-line" />}>
              <FilterBar adding={adding} onAdding={setAdding} />
            </Suspense>
          )}
          {below}
        </div>
      )}
      {list.isPending && (
        <div role="status" aria-label={t('list.loading')}>
          <ListSkeleton />
        </div>
      )}
      {list.isError && tickets.length === 0 && (
        <EmptyState
          mosaic="broken"
          title={t('list.failedTitle')}
          text={t('list.failedText')}
          action={<Button onClick={() => list.refetch()}>{t('action.retry')}</Button>}
        />
      )}
      {list.isSuccess &&
        tickets.length === 0 &&
        (search.filter ? <Unfit within={filter} /> : <NothingHere view={view} />)}
      {tickets.length > 0 &&
        (columns ? (
          <Suspense fallback={<div className="flex-1" />}>
            <Board by={columns} within={filter} {...shown} />
          </Suspense>
        ) : coming ? (
          <Rows
            table={layout !== 'split'}
            {...shown}
            onEnd={() => list.hasNextPage && !list.isFetching && !list.isFetchNextPageError && list.fetchNextPage()}
          />
        ) : (
          <KeysComing className="flex-1" />
        ))}
      {list.isFetchNextPageError && (
        <Banner
          tone="danger"
          action={
            <Button size="sm" variant="ghost" onClick={() => list.fetchNextPage()}>
              {t('action.retry')}
            </Button>
          }
        >
          {t('list.moreFailed')}
        </Banner>
      )}
      {picking && (
        <Place value="chosen">
          <Suspense fallback={<KeysComing className="h-(--bar-height) shrink-0 border-t border-line" />}>
            <BulkBar tickets={tickets} filter={filter} />
          </Suspense>
        </Place>
      )}
    </div>
  )
}

function Unfit({ within }: { within: TicketFilter }) {
  return (
    <Suspense>
      <NothingFits within={within} />
    </Suspense>
  )
}

function NothingHere({ view }: { view: string }) {
  const name = isViewName(view) ? view : savedOf(view) ? 'all' : tagOf(view) ? 'tag' : 'team'
  const done = name === 'my-open' || name === 'unassigned'
  return <EmptyState mosaic={done ? 'done' : 'inbox'} title={t(`empty.${name}.title`)} text={t(`empty.${name}.text`)} />
}

type RowsProps = Omit<Props, 'title' | 'filter' | 'below'> & {
  tickets: TicketSummary[]
  groups: readonly Group[]
  mayPick: boolean
  /** One line with columns for each, where there is room. */
  table: boolean
  onEnd: () => void
}

function Rows({ view, tickets: all, groups, selected, onOpen, mayPick, table: wanted, onEnd }: RowsProps) {
  const { search } = useListSearch()
  const phone = useMedia(PHONE)
  const table = wanted && !phone
  const Row = table ? TableRow : TicketRow
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const { rows: tickets, shown } = useMemo(() => unfolded(all, groups, folded), [all, groups, folded])
  const lines = useMemo(() => linesOf(tickets.length, shown), [tickets.length, shown])
  const address = addressOf(search)
  const fold = (key: string) =>
    setFolded((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]))
  const agents = useAgents()
  const nameOf = useMemo(() => new Map(agents.map((agent) => [agent.id, agent.name])), [agents])
  const { scroller, virtual, reveal, arrive } = useVirtualRows(tickets, lines, table ? TABLE_ROW : undefined)
  const { cursor, under, onFocus } = useCursor(tickets, selected, onOpen, reveal, { arrive })
  usePicking(tickets, cursor, reveal, mayPick)
  const picking = useSelection((state) => state.picking)
  // The same functions as long as nothing changes: rows are drawn anew only when something of theirs did.
  const open = useCallback((id: string) => onOpen(id, false), [onOpen])
  const pick = usePickTo(tickets)
  const onRange = mayPick ? pick : undefined
  const last = lines.rowAt(virtual.getVirtualItems().at(-1)?.index ?? 0)
  const first = virtual.range?.startIndex ?? 0
  const above = shown.findLast((group, index) => group.start + index < first)
  const by = groupFrom(search.group)
  const heading = (group: Group) =>
    by && (
      <Suspense fallback={<div className="h-8" />}>
        <GroupHeading by={by} group={group} folded={folded.has(group.key)} onFold={() => fold(group.key)} />
      </Suspense>
    )

  useEffect(() => {
    if (last >= tickets.length - 10) onEnd()
  }, [last, tickets.length, onEnd])

  return (
    <>
      {table && (
        <Suspense fallback={<div className="h-8 shrink-0 border-b border-line" />}>
          <TableHead />
        </Suspense>
      )}
      <div
        ref={scroller}
        className={cn(
          'min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none]',
          table && '[scrollbar-gutter:stable]',
        )}
      >
        <KeysOn ticket={under} onOpen={open} />
        {above && <div className="sticky top-0 z-10 h-0">{heading(above)}</div>}
        <ul className="relative" style={{ height: virtual.getTotalSize() }} onFocus={onFocus}>
          {virtual.getVirtualItems().map((row) => {
            const group = lines.groupAt(row.index)
            if (group)
              return (
                <li
                  key={`group ${group.key}`}
                  className="absolute inset-x-0"
                  style={{ height: GROUP_HEIGHT, transform: `translateY(${row.start}px)` }}
                >
                  {heading(group)}
                </li>
              )
            const index = lines.rowAt(row.index)
            const ticket = tickets[index]
            if (!ticket) return null
            return (
              <li
                key={ticket.id}
                className="group/row absolute inset-x-0"
                style={{ height: row.size, transform: `translateY(${row.start}px)` }}
                aria-setsize={tickets.length}
                aria-posinset={index + 1}
              >
                <Row
                  ticket={ticket}
                  href={`/views/${view}/${ticket.id}${address}`}
                  assignee={ticket.assignee_id ? (nameOf.get(ticket.assignee_id) ?? '?') : undefined}
                  selected={ticket.id === selected}
                  current={index === cursor}
                  under={ticket === under}
                  onOpen={open}
                  onRange={onRange}
                />
                {onRange && <PickBox ticket={ticket} shown={picking} onRange={onRange} middle={table} />}
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}
