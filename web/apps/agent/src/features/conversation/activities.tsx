import type { Activity } from '@tessera/api'
import { RelativeTime } from '@tessera/ui'
import { useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { useMayWrite } from '@/shared/tickets/queries'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { isRenamed } from './renamed'
import { useSentences } from './use-sentences'

type Props = { activities: Activity[]; ticketId: string }

/** What was changed between two messages: one quiet line; several fold into their last. */
export function Activities({ activities, ticketId }: Props) {
  const [open, setOpen] = useState(false)
  const shown = open || activities.length === 1 ? activities : activities.slice(-1)
  return (
    <div className="flex flex-col gap-0.5 py-1 ps-11 text-xs text-quiet">
      {activities.length > 1 && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="self-start rounded-sm underline-offset-2 hover:text-strong touch-target hover:underline"
        >
          {t('ticket.activityFold', { count: activities.length })}
        </button>
      )}
      <ul className="flex flex-col gap-0.5">
        {shown.map((activity) => (
          <Line key={activity.id} activity={activity} ticketId={ticketId} />
        ))}
      </ul>
    </div>
  )
}

function Line({ activity, ticketId }: { activity: Activity; ticketId: string }) {
  const sentences = useSentences(activity).join('; ')
  const undoable = useUndoable(activity)
  const { takeBack } = useTicketActions()
  return (
    <li className="group/line">
      {sentences}
      <span className="mx-1.5">·</span>
      <span className="whitespace-nowrap">
        <RelativeTime at={activity.created_at} justNow={t('time.now')} locale={LOCALE} className="tabular-nums" />
        {undoable && (
          <button
            type="button"
            aria-label={t('activity.undoLabel', { change: sentences })}
            onClick={() => takeBack(ticketId, activity)}
            className="ms-1.5 rounded-sm px-1 underline-offset-2 opacity-0 group-hover/line:opacity-100 hover:text-strong touch-target hover:underline focus-visible:opacity-100 pointer-coarse:opacity-100"
          >
            {t('activity.undo')}
          </button>
        )}
      </span>
    </li>
  )
}

const UNDOABLE = [
  'ticket.updated',
  'ticket.assigned',
  'ticket.status_changed',
  'ticket.merged',
  'ticket.unmerged',
  'ticket.split',
  'ticket.rejoined',
  'ticket.linked',
  'ticket.unlinked',
]

/** Whether this agent may take the change back. Deleting is not among them: Restore is what the whole page offers then. */
function useUndoable(activity: Activity): boolean {
  const mayWrite = useMayWrite()
  return mayWrite && UNDOABLE.includes(activity.type) && !isRenamed(activity)
}
