import '@/shared/i18n/views'
import type { GroupField, TicketSummary } from '@tessera/api'
import type { Group } from '@tessera/sync'
import { isFocusFree } from '@tessera/ui'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useCommand } from '@/shared/hotkeys'
import { useAgents, useMayWrite, useMe, useTeams } from '@/shared/tickets/queries'
import { takenAlong } from '@/shared/tickets/dragging'
import { pickTo } from '@/shared/tickets/selection'
import { useMove } from '@/shared/tickets/use-move'
import { addressOf } from '@/shared/views/address'
import { useFields } from '@/shared/catalogue/queries'
import { askedBy } from '@/shared/saved-views/asked'
import type { TicketFilter } from '@/shared/tickets/views'
import { fixedOrder } from '@/shared/views/arrange'
import { mayHave } from '@/shared/views/possible'
import { useListSearch } from '@/shared/views/use-listing'
import { wishOfGroup } from '@/shared/views/wish'
import { BoardColumn, type ColumnHandle } from './board-column'
import { besideOf, columnAt, columnsOf, placesIn } from './board-columns'
import { BoardWaysOut } from './board-ways-out'
import { KeysOn } from './keys-on'
import { useCursor } from './use-cursor'
import { usePicking } from './use-picking'

type Props = {
  by: GroupField
  view: string
  /** What the view holds, before the address narrows it. */
  within: TicketFilter
  tickets: TicketSummary[]
  groups: readonly Group[]
  selected: string | undefined
  onOpen: (id: string, replace: boolean) => void
  mayPick: boolean
}

/** The view's tickets in columns. A card is moved by dragging it, or with Shift and an arrow. */
export function Board({ by, view, within, tickets, groups, selected, onOpen, mayPick }: Props) {
  const { search } = useListSearch()
  const others = useAlways(by)
  const possible = usePossible(by, within)
  const columns = useMemo(() => columnsOf(by, groups, others, possible), [by, groups, others, possible])
  const inside = columns.filter(({ outside }) => !outside)
  const outside = columns.filter((column) => column.outside).map(({ key }) => key)
  const handles = useRef(new Map<string, ColumnHandle>())
  const reveal = (index: number) => {
    const column = columns[columnAt(columns, index)]
    if (column) handles.current.get(column.key)?.reveal(index - column.start)
  }
  const { cursor, under, put, onFocus } = useCursor(tickets, selected, onOpen, reveal, { columns: placesIn(columns) })
  usePicking(tickets, cursor, reveal, mayPick)
  useFollow(under?.id, columns[columnAt(columns, cursor)]?.key, () => reveal(cursor))
  useColumnKeys({ by, tickets, columns, cursor, put, enabled: !selected })
  const agents = useAgents()
  const nameOf = useMemo(() => new Map(agents.map((agent) => [agent.id, agent.name])), [agents])
  const address = addressOf(search)
  const order = () => tickets.map((ticket) => ticket.id)
  return (
    <div
      className="flex min-h-0 flex-1 snap-x snap-mandatory gap-2 overflow-x-auto p-2 md:snap-none"
      data-testid="board"
      onFocus={onFocus}
    >
      <KeysOn ticket={under} onOpen={(id) => onOpen(id, false)} />
      {inside.map(({ key, start, count }) => (
        <BoardColumn
          key={key}
          ref={(handle) => {
            if (handle) handles.current.set(key, handle)
            return () => void handles.current.delete(key)
          }}
          by={by}
          of={key}
          tickets={tickets.slice(start, start + count)}
          current={tickets[cursor]?.id}
          under={under?.id}
          hrefOf={(id) => `/views/${view}/${id}${address}`}
          assigneeOf={({ assignee_id }) => (assignee_id ? (nameOf.get(assignee_id) ?? '?') : undefined)}
          onOpen={(id) => onOpen(id, false)}
          onRange={mayPick ? (id) => pickTo(order(), id) : undefined}
        />
      ))}
      {outside.length > 0 && <BoardWaysOut by={by} keys={outside} />}
    </div>
  )
}

/** What the view lets a ticket have in the field that the columns stand for. */
function usePossible(by: GroupField, within: TicketFilter): (key: string) => boolean {
  const { filter } = useListSearch().search
  const me = useMe().id
  return useMemo(() => {
    const asked = askedBy(within, filter === undefined ? {} : { filter })
    return mayHave(asked.filter, by, me)
  }, [by, within, filter, me])
}

/** Columns that are there even if nothing stands in them. */
function useAlways(by: GroupField): readonly string[] {
  const own = useFields()
  const me = useMe().id
  const teams = useTeams()
  return useMemo(() => {
    if (by === 'assignee') return [me]
    if (by === 'team') return teams.toSorted((a, b) => a.name.localeCompare(b.name)).map((team) => team.id)
    if (by === 'due') return []
    const archived = new Set(
      own.flatMap(({ options }) => options.flatMap((option) => (option.archived ? option.id : []))),
    )
    return (fixedOrder(by, own) ?? []).filter((key) => !archived.has(key))
  }, [by, me, own, teams])
}

type Keys = {
  by: GroupField
  tickets: TicketSummary[]
  columns: ReturnType<typeof columnsOf>
  cursor: number
  put: (index: number) => void
  enabled: boolean
}

/** A card that stands in another column now, whoever moved it, is another element: the focus goes with it. */
function useFollow(id: string | undefined, column: string | undefined, reveal: () => void): void {
  const before = useRef({ id, column })
  const latest = useEffectEvent(reveal)
  useEffect(() => {
    const moved = id !== undefined && before.current.id === id && before.current.column !== column
    before.current = { id, column }
    if (moved && isFocusFree()) latest()
  }, [id, column])
}

/** Who presses a key twice means one card: where that left the view with the first, the second takes no other along. */
const TWICE_MS = 600

/** Sideways through the columns; with Shift the ticket comes along, and with it all that are chosen, as when it is dragged. */
function useColumnKeys({ by, tickets, columns, cursor, put, enabled }: Keys) {
  const move = useMove()
  const own = useFields()
  const mayWrite = useMayWrite()
  const leftAt = useRef(-TWICE_MS)

  function go(step: 1 | -1) {
    const to = besideOf(columns, cursor, ahead(step))
    if (to !== undefined) put(to)
  }
  function take(step: 1 | -1) {
    const ticket = tickets[cursor]
    const column = columns[columnAt(columns, cursor) + ahead(step)]
    const wish = column && wishOfGroup(by, column.key, own)
    if (!ticket || !wish || performance.now() - leftAt.current < TWICE_MS) return
    if (column.outside) leftAt.current = performance.now()
    move(takenAlong(ticket.id), wish)
  }
  useCommand('left', () => go(-1), enabled)
  useCommand('right', () => go(1), enabled)
  useCommand('moveLeft', () => take(-1), enabled && mayWrite)
  useCommand('moveRight', () => take(1), enabled && mayWrite)
}

/** An arrow means the side that it shows to; right-to-left that is the column before. */
function ahead(step: 1 | -1): 1 | -1 {
  return document.dir === 'rtl' ? (-step as 1 | -1) : step
}
