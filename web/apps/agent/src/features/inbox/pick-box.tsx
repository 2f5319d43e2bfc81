import type { TicketSummary } from '@tessera/api'
import { cn } from '@tessera/ui'
import { Check, Minus } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import { t } from '@/shared/i18n'
import { isPicked, togglePicked, useSelection } from '@/shared/tickets/selection'

type Props = {
  ticket: TicketSummary
  /** Boxes are shown on every row, not only under the pointer. */
  shown: boolean
  /** With Shift: all from the one before to this one. */
  onRange: (id: string) => void
  /** Where a row is one line. */
  middle?: boolean
}

/** The box over a row's status that chooses its ticket. Keys choose with X. */
export const PickBox = memo(function PickBox({ ticket, shown, onRange, middle = false }: Props) {
  const picked = useSelection((state) => isPicked(state, ticket.id))
  function press(event: MouseEvent) {
    if (event.shiftKey) onRange(ticket.id)
    else togglePicked(ticket.id)
  }
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={picked}
      aria-label={t('list.selectOne', { number: ticket.number })}
      data-testid="pick"
      tabIndex={-1}
      onClick={press}
      className={cn(
        'absolute inset-y-0 start-1.5 flex w-11 justify-center outline-offset-[-2px]',
        middle
          ? 'items-center'
          : 'items-start pt-[calc((var(--row-height)-38px)/2+2px)] compact:items-center compact:pt-0',
        !shown &&
          'opacity-0 group-hover/row:opacity-100 pointer-coarse:pointer-events-none pointer-coarse:group-hover/row:opacity-0',
      )}
    >
      <PickMark picked={picked} />
    </button>
  )
})

export function PickMark({ picked }: { picked: boolean | 'some' }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'flex size-4 items-center justify-center rounded-[4px] border',
        picked ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-canvas',
      )}
    >
      {picked === true && <Check size={12} strokeWidth={3} />}
      {picked === 'some' && <Minus size={12} strokeWidth={3} />}
    </span>
  )
}
