import type { Activity } from '@tessera/api'
import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import { useAgents, useTeams } from '@/shared/tickets/queries'
import { formatWhen } from '@/shared/time/format'

type Values = { from: unknown; to: unknown }

/** Changes that are more than their fields. */
const WHOLE = ['ticket.created', 'ticket.deleted', 'ticket.restored', 'ticket.merged', 'ticket.unmerged'] as const

function isWhole(type: string): type is (typeof WHOLE)[number] {
  return (WHOLE as readonly string[]).includes(type)
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

/** A change in words, one sentence a field. */
export function useSentences(activity: Activity): string[] {
  const { t } = useTranslation()
  const sentenceOf = useSentence(activity)
  const actor = activity.actor_name || t('activity.system')
  if (isWhole(activity.type)) return [t(`activity.${activity.type}`, { actor })]
  const known = Object.entries(activity.changes).flatMap(([field, change]) => sentenceOf(field, change))
  return known.length > 0 ? known : [t('activity.other', { actor })]
}

/** What one field's change is called; nothing for a field without a name of its own. */
function useSentence(activity: Activity): (field: string, change: Values) => string[] {
  const { t } = useTranslation()
  const agents = useAgents()
  const teams = useTeams()
  const actor = activity.actor_name || t('activity.system')
  const when = (at: string) => formatWhen(at, Date.now(), LOCALE)
  // Falling asleep and waking change the status as well: one sentence says both.
  const sleeps = 'snoozed_until' in activity.changes

  return (field, { from, to: value }) => {
    const to = textOf(value)
    switch (field) {
      case 'status':
        return sleeps ? [] : [t('activity.status', { actor, to: t(`status.${to as 'open'}`) })]
      case 'priority':
        return [t('activity.priority', { actor, to: t(`priority.${to as 'low'}`) })]
      case 'subject':
        return [t('activity.subject', { actor, to })]
      case 'type':
        return [to ? t('activity.type', { actor, to: t(`type.${to as 'task'}`) }) : t('activity.noType', { actor })]
      case 'due_at':
        return [to ? t('activity.due', { actor, to: when(to) }) : t('activity.noDue', { actor })]
      case 'snoozed_until':
        return [to ? t('activity.snoozed', { actor, to: when(to) }) : t('activity.woken', { actor })]
      case 'assignee_id': {
        const name = agents.find((agent) => agent.id === to)?.name ?? t('activity.someone')
        return [to ? t('activity.assignee', { actor, to: name }) : t('activity.unassigned', { actor })]
      }
      case 'team_id': {
        const name = teams.find((team) => team.id === to)?.name ?? t('activity.someTeam')
        return [to ? t('activity.team', { actor, to: name }) : t('activity.noTeam', { actor })]
      }
      case 'tags': {
        const added = listOf(value).filter((tag) => !listOf(from).includes(tag))
        const gone = listOf(from).filter((tag) => !listOf(value).includes(tag))
        return [
          ...(added.length ? [t('activity.tagged', { actor, count: added.length, tags: added.join(', ') })] : []),
          ...(gone.length ? [t('activity.untagged', { actor, count: gone.length, tags: gone.join(', ') })] : []),
        ]
      }
      case 'follower_ids':
        return [t(listOf(value).length > listOf(from).length ? 'activity.followed' : 'activity.unfollowed', { actor })]
      default:
        return []
    }
  }
}
