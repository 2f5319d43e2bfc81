import type { Activity } from '@tessera/api'
import { RelativeTime } from '@tessera/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import { useAgents, useTeams } from '@/shared/tickets/queries'

/** What was changed between two messages: one quiet line; several fold into their last. */
export function Activities({ activities }: { activities: Activity[] }) {
  const { t } = useTranslation()
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
          <Line key={activity.id} activity={activity} />
        ))}
      </ul>
    </div>
  )
}

function Line({ activity }: { activity: Activity }) {
  const { t } = useTranslation()
  const sentences = useSentences(activity)
  return (
    <li>
      {sentences.join('; ')}
      <span className="mx-1.5">·</span>
      <RelativeTime at={activity.created_at} justNow={t('time.now')} locale={LOCALE} className="tabular-nums" />
    </li>
  )
}

/** Changes that are more than their fields. */
const WHOLE = ['ticket.created', 'ticket.deleted', 'ticket.restored', 'ticket.merged', 'ticket.unmerged'] as const

function isWhole(type: string): type is (typeof WHOLE)[number] {
  return (WHOLE as readonly string[]).includes(type)
}

/** A change in words, one sentence a field. */
function useSentences(activity: Activity): string[] {
  const { t } = useTranslation()
  const agents = useAgents()
  const teams = useTeams()
  const actor = activity.actor_name || t('activity.system')
  if (isWhole(activity.type)) return [t(`activity.${activity.type}`, { actor })]
  const sentences = Object.entries(activity.changes).map(([field, change]) => {
    const to = typeof change.to === 'string' ? change.to : ''
    switch (field) {
      case 'status':
        return t('activity.status', { actor, to: t(`status.${to as 'open'}`) })
      case 'priority':
        return t('activity.priority', { actor, to: t(`priority.${to as 'low'}`) })
      case 'subject':
        return t('activity.subject', { actor, to })
      case 'assignee_id': {
        const name = agents.find((agent) => agent.id === to)?.name ?? t('activity.someone')
        return to ? t('activity.assignee', { actor, to: name }) : t('activity.unassigned', { actor })
      }
      case 'team_id': {
        const name = teams.find((team) => team.id === to)?.name ?? t('activity.someTeam')
        return to ? t('activity.team', { actor, to: name }) : t('activity.noTeam', { actor })
      }
      default:
        return null
    }
  })
  const known = sentences.filter((sentence) => sentence !== null)
  return known.length > 0 ? known : [t('activity.other', { actor })]
}
