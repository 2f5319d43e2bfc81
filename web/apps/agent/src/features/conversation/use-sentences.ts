import type { Activity, FieldValue, Person, TicketLink } from '@tessera/api'
import { useCatalogue } from '@/shared/catalogue/queries'
import { textOfValue } from '@/shared/catalogue/values'
import { t, LOCALE } from '@/shared/i18n'
import { languageName } from '@/shared/i18n/language-name'
import { useAgents, useTeams } from '@/shared/tickets/queries'
import { CUSTOM } from '@/shared/tickets/changes'
import { formatWhen } from '@/shared/time/format'
import { isRenamed } from './renamed'

type Values = { from: unknown; to: unknown }

/** Changes that are more than their fields. */
const WHOLE = [
  'ticket.created',
  'ticket.deleted',
  'ticket.restored',
  'ticket.merged',
  'ticket.unmerged',
  'message.unsent',
  'ticket.status_kept',
] as const

function isWhole(type: string): type is (typeof WHOLE)[number] {
  return (WHOLE as readonly string[]).includes(type)
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
/** A long text is in the field; the timeline says how it begins. */
const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

const personOf = (value: unknown) => value as Person
const peopleOf = (value: unknown) => (Array.isArray(value) ? (value as Person[]) : [])
const linksOf = (value: unknown) => (Array.isArray(value) ? (value as TicketLink[]) : [])

/** A change in words, one sentence a field. */
export function useSentences(activity: Activity): string[] {
  const sentenceOf = useSentence(activity)
  const actor = activity.actor_name || t('activity.system')
  if (isWhole(activity.type)) return [t(`activity.${activity.type}`, { actor })]
  if (activity.type === 'ticket.split' || activity.type === 'ticket.rejoined')
    return [t(`activity.${activity.type}`, { actor })]
  const known = Object.entries(activity.changes).flatMap(([field, change]) => sentenceOf(field, change))
  return known.length > 0 ? known : [t('activity.other', { actor })]
}

/** What one field's change is called; nothing for a field without a name of its own. */
function useSentence(activity: Activity): (field: string, change: Values) => string[] {
  const agents = useAgents()
  const teams = useTeams()
  const catalogue = useCatalogue()
  const actor = activity.actor_name || t('activity.system')
  const when = (at: string) => formatWhen(at, Date.now(), LOCALE)
  // Falling asleep and waking change the status as well: one sentence says both.
  const sleeps = 'snoozed_until' in activity.changes

  const ofCustomField = (id: string, value: unknown) => {
    const definition = catalogue.fields.find((each) => each.id === id)
    const name = definition?.name ?? id
    const words = { yes: t('fields.yes'), no: t('fields.no'), locale: LOCALE }
    const to = textOfValue(definition, value as FieldValue, words)
    return to ? t('activity.field', { actor, name, to: shorten(to) }) : t('activity.fieldEmptied', { actor, name })
  }

  const routed = (to: string, { rule, open, skills, language }: NonNullable<Activity['routing']>) => {
    if (rule === 'handed_back') return t('activity.handedBack')
    if (rule === 'left') return t('activity.left')
    const text = t(rule === 'turn' ? 'activity.byTurn' : 'activity.byLoad', { to, open: open ?? 0 })
    const known = skills?.length ? [t('activity.bySkill', { skills: skills.join(', ') })] : []
    const spoken = language ? [t('activity.byLanguage', { language: languageName(language) })] : []
    return [text, ...spoken, ...known].join(' · ')
  }

  return (field, { from, to: value }) => {
    const to = textOf(value)
    switch (field) {
      case 'status':
        return sleeps || 'status_id' in activity.changes
          ? []
          : [t('activity.status', { actor, to: t(`status.${to as 'open'}`) })]
      case 'status_id': {
        if (sleeps) return []
        const own = catalogue.statuses.find((each) => each.id === to)?.name
        const plain = activity.changes['status']?.to ?? catalogue.statuses.find((each) => each.id === from)?.category
        return [t('activity.status', { actor, to: own ?? (plain ? t(`status.${plain as 'open'}`) : to) })]
      }
      case 'priority':
        return [t('activity.priority', { actor, to: t(`priority.${to as 'low'}`) })]
      case 'subject':
        return [t('activity.subject', { actor, to })]
      case 'requester': {
        const { name, email } = personOf(value)
        return [t(isRenamed(activity) ? 'activity.renamed' : 'activity.requester', { actor, to: name || email })]
      }
      // They follow from the requester, whose sentence says enough.
      case 'company_id':
        return []
      case 'participants': {
        if ('requester' in activity.changes) return []
        const [before, now] = [peopleOf(from), peopleOf(value)]
        const joined = now.filter(({ email }) => !before.some((each) => each.email === email))
        const left = before.filter(({ email }) => !now.some((each) => each.email === email))
        const named = (people: Person[]) => people.map(({ name, email }) => name || email).join(', ')
        return [
          ...(joined.length ? [t('activity.inCopy', { actor, people: named(joined) })] : []),
          ...(left.length ? [t('activity.outOfCopy', { actor, people: named(left) })] : []),
        ]
      }
      case 'type':
        return [to ? t('activity.type', { actor, to: t(`type.${to as 'task'}`) }) : t('activity.noType', { actor })]
      case 'due_at':
        return [to ? t('activity.due', { actor, to: when(to) }) : t('activity.noDue', { actor })]
      case 'snoozed_until':
        return [to ? t('activity.snoozed', { actor, to: when(to) }) : t('activity.woken', { actor })]
      case 'assignee_id': {
        const name = agents.find((agent) => agent.id === to)?.name ?? t('activity.someone')
        if (activity.routing) return [routed(name, activity.routing)]
        if (to && to === activity.actor_id) return [t('activity.took', { actor })]
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
      case 'links': {
        const [before, after] = [linksOf(from), linksOf(value)]
        const without = (some: TicketLink[], others: TicketLink[]) =>
          some.filter((each) => !others.some((other) => other.number === each.number && other.type === each.type))
        const added = without(after, before)
        const changed = added.length > 0 ? added : without(before, after)
        return changed.map(({ type, number }) =>
          t(added.length > 0 ? 'links.linked' : 'links.unlinked', { actor, type: t(`links.type.${type}`), number }),
        )
      }
      case 'follower_ids':
        return [t(listOf(value).length > listOf(from).length ? 'activity.followed' : 'activity.unfollowed', { actor })]
      default:
        return field.startsWith(CUSTOM) ? [ofCustomField(field.slice(CUSTOM.length), value)] : []
    }
  }
}
