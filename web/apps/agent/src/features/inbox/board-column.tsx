import { useVirtualizer } from '@tanstack/react-virtual'
import type { GroupField, TicketSummary } from '@tessera/api'
import { cn } from '@tessera/ui'
import { type Ref, useImperativeHandle, useRef } from 'react'
import { t } from '@/shared/i18n'
import { useFields } from '@/shared/catalogue/queries'
import { useTicketDrop } from '@/shared/tickets/dragging'
import { useMove } from '@/shared/tickets/use-move'
import { wishOfGroup } from '@/shared/views/wish'
import { BoardCard } from './board-card'
import { useGroupName } from './group-name'
import { GroupShape } from './group-shape'

const CARD = 104
const GAP = 8

/** The same function each time: with another one every card is measured anew. */
const cardHeight = () => CARD + GAP

export interface ColumnHandle {
  /** Brings a card into sight and gives it the focus. */
  reveal: (row: number) => void
}

type Props = {
  ref: Ref<ColumnHandle>
  by: GroupField
  of: string
  tickets: readonly TicketSummary[]
  /** The ticket that the keys are on; `under` when it shows. */
  current: string | undefined
  under: string | undefined
  hrefOf: (id: string) => string
  assigneeOf: (ticket: TicketSummary) => string | undefined
  onOpen: (id: string) => void
  onRange: ((id: string) => void) | undefined
}

/** The tickets of one group; what is let go here gets its value. */
export function BoardColumn({ ref, by, of, tickets, current, under, hrefOf, assigneeOf, onOpen, onRange }: Props) {
  const name = useGroupName()(by, of)
  const move = useMove()
  const wish = wishOfGroup(by, of, useFields())
  const { over, target } = useTicketDrop(wish && ((ids) => move(ids, wish)))
  const scroller = useRef<HTMLDivElement>(null)
  // The virtualizer is a mutable object by design; nothing here is memoised on it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: cardHeight,
    overscan: 4,
  })
  useImperativeHandle(ref, () => ({
    reveal: (row) => {
      virtual.scrollToIndex(row, { align: 'auto' })
      requestAnimationFrame(() => {
        const card = scroller.current?.querySelector<HTMLElement>(`[data-ticket="${tickets[row]?.id}"]`)
        card?.focus({ preventScroll: true })
        card?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      })
    },
  }))

  return (
    <section
      aria-label={t('views.fold', { name, count: tickets.length })}
      data-testid="column"
      data-column={of}
      {...target}
      className={cn(
        'flex h-full min-w-[82vw] flex-1 snap-center flex-col rounded-surface border md:max-w-96 md:min-w-56',
        over ? 'border-accent bg-accent-soft' : 'border-transparent bg-side',
      )}
    >
      <h2 className="flex h-9 shrink-0 items-center gap-2 px-3 text-xs">
        <GroupShape by={by} of={of} name={name} />
        <bdi className="truncate font-medium text-strong">{name}</bdi>
        <span className="text-quiet tabular-nums">{tickets.length}</span>
      </h2>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pt-1 pb-2">
        <ul className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const ticket = tickets[index]!
            return (
              <li
                key={ticket.id}
                className="absolute inset-x-0"
                style={{ height: CARD, transform: `translateY(${start}px)` }}
                aria-setsize={tickets.length}
                aria-posinset={index + 1}
              >
                <BoardCard
                  ticket={ticket}
                  href={hrefOf(ticket.id)}
                  assignee={assigneeOf(ticket)}
                  selected={false}
                  current={ticket.id === current}
                  under={ticket.id === under}
                  onOpen={onOpen}
                  onRange={onRange}
                />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
