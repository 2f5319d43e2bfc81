import type { TicketSummary } from '@tessera/api'
import { Banner, Button, EmptyState, IconButton, Spinner } from '@tessera/ui'
import { ListChecks } from 'lucide-react'
import { Suspense, lazy, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { useTicketList } from '@/shared/replica/use-list'
import { useAgents, useMayWrite } from '@/shared/tickets/queries'
import { pickTo, startPicking, useSelection } from '@/shared/tickets/selection'
import { type TicketFilter, isViewName, tagOf } from '@/shared/tickets/views'
import { isUnread, markRead, markUnread, useUnread } from '@/shared/unread'
import { ListSkeleton } from './list-skeleton'
import { PickBox } from './pick-box'
import { TicketRow } from './ticket-row'
import { usePicking } from './use-picking'
import { useVirtualRows } from './use-virtual-rows'

type Props = {
  view: string
  title: string
  filter: TicketFilter
  selected: string | undefined
  onOpen: (id: string, replace: boolean) => void
}

const BulkHeader = lazy(() => import('./bulk').then((module) => ({ default: module.BulkHeader })))
const BulkBar = lazy(() => import('./bulk').then((module) => ({ default: module.BulkBar })))

export function TicketList({ view, title, filter, selected, onOpen }: Props) {
  const { t } = useTranslation()
  const list = useTicketList(filter)
  const { tickets } = list
  const count = list.hasNextPage ? t('list.countMore', { count: tickets.length }) : String(tickets.length)
  const mayPick = useMayWrite() && tickets.length > 0
  const picking = useSelection((state) => state.picking) && mayPick

  const header = (
    <header className="flex h-(--bar-height) shrink-0 items-center gap-2 border-b border-line ps-5 pe-3">
      <h1 className="truncate text-md font-semibold text-strong">{title}</h1>
      {tickets.length > 0 && <span className="text-xs text-quiet tabular-nums">{count}</span>}
      <span className="flex-1" />
      {list.isFetchingNextPage && <Spinner label={t('list.loadingMore')} size={14} />}
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
      {list.isSuccess && tickets.length === 0 && <NothingHere view={view} />}
      {tickets.length > 0 && (
        <Rows
          view={view}
          tickets={tickets}
          selected={selected}
          onOpen={onOpen}
          mayPick={mayPick}
          onEnd={() => list.hasNextPage && !list.isFetching && !list.isFetchNextPageError && list.fetchNextPage()}
        />
      )}
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
        <Suspense fallback={<div className="h-(--bar-height) shrink-0 border-t border-line" />}>
          <BulkBar tickets={tickets} filter={filter} />
        </Suspense>
      )}
    </div>
  )
}

function NothingHere({ view }: { view: string }) {
  const { t } = useTranslation()
  const name = isViewName(view) ? view : tagOf(view) ? 'tag' : 'team'
  const done = name === 'my-open' || name === 'unassigned'
  return <EmptyState mosaic={done ? 'done' : 'inbox'} title={t(`empty.${name}.title`)} text={t(`empty.${name}.text`)} />
}

type RowsProps = Omit<Props, 'title' | 'filter'> & { tickets: TicketSummary[]; mayPick: boolean; onEnd: () => void }

function Rows({ view, tickets, selected, onOpen, mayPick, onEnd }: RowsProps) {
  const agents = useAgents()
  const nameOf = useMemo(() => new Map(agents.map((agent) => [agent.id, agent.name])), [agents])
  const { scroller, virtual, reveal } = useVirtualRows(tickets)
  const cursor = useCursor(tickets, selected, onOpen, reveal)
  usePicking(tickets, cursor, reveal, mayPick)
  const picking = useSelection((state) => state.picking)
  const order = () => tickets.map((ticket) => ticket.id)
  const onRange = mayPick ? (id: string) => pickTo(order(), id) : undefined
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0

  useEffect(() => {
    if (last >= tickets.length - 10) onEnd()
  }, [last, tickets.length, onEnd])

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none]">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const ticket = tickets[row.index]!
          return (
            <li
              key={ticket.id}
              className="group/row absolute inset-x-0"
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              aria-setsize={tickets.length}
              aria-posinset={row.index + 1}
            >
              <TicketRow
                ticket={ticket}
                href={`/views/${view}/${ticket.id}`}
                assignee={ticket.assignee_id ? (nameOf.get(ticket.assignee_id) ?? '?') : undefined}
                selected={ticket.id === selected}
                current={row.index === cursor}
                onOpen={(id) => onOpen(id, false)}
                onRange={onRange}
              />
              {onRange && <PickBox ticket={ticket} shown={picking} onRange={onRange} />}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Where the keys are in the list. When its ticket leaves, the place stays: the next one moves up under it. */
function useCursor(
  tickets: TicketSummary[],
  selected: string | undefined,
  onOpen: Props['onOpen'],
  reveal: (index: number) => void,
): number {
  const [place, setPlace] = useState({ id: selected ?? '', index: 0 })
  const known = tickets.findIndex((ticket) => ticket.id === (selected ?? place.id))
  const index = known >= 0 ? known : Math.min(place.index, tickets.length - 1)
  const gone = selected !== undefined && known < 0
  const started = useRef(false)

  if (known >= 0 && (place.index !== known || place.id !== tickets[known]!.id)) {
    setPlace({ id: tickets[known]!.id, index: known })
  }

  function move(step: 1 | -1) {
    const from = started.current || selected ? index : -1
    // The row under a vanished ticket is already the next one.
    const to = gone && step === 1 ? index : from + step
    const ticket = tickets[Math.max(0, Math.min(tickets.length - 1, to))]
    if (!ticket) return
    started.current = true
    setPlace({ id: ticket.id, index: tickets.indexOf(ticket) })
    reveal(tickets.indexOf(ticket))
    if (selected) onOpen(ticket.id, true)
  }
  function toggleUnread() {
    const ticket = tickets[index]
    if (!ticket) return
    if (isUnread(useUnread.getState(), ticket)) markRead(ticket)
    else markUnread(ticket.id)
  }

  useCommand('next', () => move(1))
  useCommand('previous', () => move(-1))
  useCommand('open', () => tickets[index] && onOpen(tickets[index].id, false), !selected)
  useCommand('toggleUnread', toggleUnread)
  return index
}
