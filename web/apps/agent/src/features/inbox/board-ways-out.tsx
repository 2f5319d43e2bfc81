import type { GroupField } from '@tessera/api'
import { cn } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useFields } from '@/shared/catalogue/queries'
import { useDragging, useTicketDrop } from '@/shared/tickets/dragging'
import { useMove } from '@/shared/tickets/use-move'
import { wishOfGroup } from '@/shared/views/wish'
import { useGroupName } from './group-name'
import { GroupShape } from './group-shape'

type Props = { by: GroupField; keys: readonly string[] }

/** Groups that no ticket of the view can stand in: a narrow place for what is let go there, instead of empty columns. */
export function BoardWaysOut({ by, keys }: Props) {
  return (
    <div className="flex w-10 shrink-0 snap-end flex-col gap-2 overflow-y-auto">
      {keys.map((key) => (
        <WayOut key={key} by={by} of={key} />
      ))}
    </div>
  )
}

function WayOut({ by, of }: { by: GroupField; of: string }) {
  const name = useGroupName()(by, of)
  const move = useMove()
  const wish = wishOfGroup(by, of, useFields())
  const dragging = useDragging((state) => state.ids.length > 0) && wish !== null
  const { over, target } = useTicketDrop(wish && ((ids) => move(ids, wish)))
  return (
    <section
      aria-label={t('views.outside', { name })}
      data-testid="column"
      data-column={of}
      {...target}
      className={cn(
        'flex min-h-28 flex-1 flex-col items-center gap-2 rounded-surface border py-2.5 text-xs text-quiet',
        over
          ? 'border-accent bg-accent-soft text-strong'
          : dragging
            ? 'border-dashed border-line-strong bg-side text-strong'
            : 'border-transparent bg-side',
      )}
    >
      <GroupShape by={by} of={of} name={name} />
      <bdi className="min-h-0 truncate font-medium [writing-mode:vertical-rl]">{name}</bdi>
    </section>
  )
}
