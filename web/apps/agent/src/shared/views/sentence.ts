import '@/shared/i18n/views'
import type { TicketSummary } from '@tessera/api'
import type { Replica } from '@tessera/sync'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCatalogue, useTags } from '@/shared/catalogue/queries'
import { t, LOCALE } from '@/shared/i18n'
import { replicaOf } from '@/shared/replica/local'
import { useAgents, useTeams } from '@/shared/tickets/queries'
import { STATUSES } from '@/shared/tickets/order'
import { type Condition, type Filter, NUMBER, idOfOwn, instantOf, isOwnField, isTimeField } from './filter'
import { PRIORITIES } from './arrange'

/** The times that a picker offers, as a condition each. */
export const WHENS = {
  overdue: { op: 'before', value: '+0m' },
  today: { op: 'before', value: 'tomorrow' },
  next7: { op: 'before', value: '+7d' },
  sinceToday: { op: 'after', value: 'today' },
  last1: { op: 'after', value: '-1d' },
  last7: { op: 'after', value: '-7d' },
  last30: { op: 'after', value: '-30d' },
  older7: { op: 'before', value: '-7d' },
  set: { op: 'set' },
  unset: { op: 'unset' },
} as const
export type When = keyof typeof WHENS

export const whenOf = (filter: Filter): When | undefined =>
  (Object.keys(WHENS) as When[]).find((when) => {
    const each: { op: string; value?: string } = WHENS[when]
    return 'op' in filter && each.op === filter.op && each.value === ('value' in filter ? filter.value : undefined)
  })

/** As far as somebody has looked at it. */
const companyNameOf = (client: QueryClient, id: string) => client.getQueryData<{ name: string }>(['company', id])?.name

function requesterOf(replica: Replica<TicketSummary>, id: string): string | undefined {
  for (const { requester } of replica.all()) if (requester.id === id) return requester.name || requester.email
  return undefined
}

/** What a field's value is called. */
export function useValueName(): (field: string, value: string) => string {
  const agents = useAgents()
  const teams = useTeams()
  const client = useQueryClient()
  const { statuses, fields } = useCatalogue()
  const { namesOf } = useTags()
  return (field, value) => {
    const own = isOwnField(field) ? fields.find((each) => each.id === idOfOwn(field)) : undefined
    if (own?.type === 'checkbox') return t(value === 'true' ? 'fields.yes' : 'fields.no')
    if (isOwnField(field) && value !== 'none') return own?.options.find((option) => option.id === value)?.label ?? value
    if (value === 'me') return t('views.me')
    if (value === 'none') return t(field === 'assignee' ? 'views.nobody' : 'views.none')
    if (field === 'status' && (STATUSES as string[]).includes(value)) return t(`status.${value as 'open'}`)
    if (field === 'priority' && (PRIORITIES as string[]).includes(value)) return t(`priority.${value as 'low'}`)
    if (field === 'type') return t(`type.${value as 'task'}`)
    if (field === 'last_by') return t(`views.author.${value as 'agent'}`)
    if (field === 'channel') return t(`channel.${value as 'email'}`)
    if (field === 'requester') return requesterOf(replicaOf(client), value) ?? t('views.gone')
    if (field === 'company') return companyNameOf(client, value) ?? t('views.someCompany')
    if (field === 'tag') return namesOf(value)[0] ?? value
    if (field === 'number') return value
    const named = field === 'status' ? statuses : field === 'team' ? teams : agents
    return (named as { id: string; name: string }[]).find((each) => each.id === value)?.name ?? t('views.gone')
  }
}

/** What a field is called; null for one of the organization's own that is deleted, or that one may not see. */
export function useFieldName(): (field: string) => string | null {
  const { fields } = useCatalogue()
  return (field) => {
    if (!isOwnField(field)) return t(`views.field.${field as 'status'}`)
    return fields.find((each) => each.id === idOfOwn(field) && !each.deleted)?.name ?? null
  }
}

/** The whole of a filter, condition by condition. */
export function conditionsIn(filter: Filter): Condition[] {
  return 'match' in filter ? filter.of.flatMap(conditionsIn) : [filter]
}

/** A filter as one would say it. */
export function useSentence(): (filter: Filter) => string {
  const nameOf = useValueName()
  const fieldName = useFieldName()
  const list = new Intl.ListFormat(LOCALE, { type: 'disjunction' })
  const together = new Intl.ListFormat(LOCALE, { type: 'conjunction' })
  return function say(filter): string {
    if ('match' in filter) {
      const parts = filter.of.map((each) => ('match' in each ? `(${say(each)})` : say(each)))
      if (filter.match === 'all') return together.format(parts)
      return filter.match === 'any' ? list.format(parts) : t('views.noneOf', { conditions: list.format(parts) })
    }
    const field = fieldName(filter.field) ?? t('views.goneField')
    const when = whenOf(filter)
    if (when && (isTimeField(filter.field) || isOwnField(filter.field))) return t(`views.when.${when}`, { field })
    if (!('value' in filter)) return t(`views.when.${filter.op}`, { field })
    if (filter.op === 'contains') return t('views.has', { field, values: filter.value })
    if (filter.op === 'before' || filter.op === 'after')
      return NUMBER.test(filter.value)
        ? t(filter.op === 'before' ? 'views.lessThan' : 'views.atLeast', { field, number: Number(filter.value) })
        : t(`views.when.${filter.op}`, { field, when: sayTime(filter.value) })
    const values = list.format([filter.value].flat().map((value) => nameOf(filter.field, value)))
    return t(filter.op === 'in' ? 'views.is' : 'views.isNot', { field, values })
  }
}

/** A moment as one reads it; one that is told from now as it is written. */
export function sayTime(value: string): string {
  const at = instantOf(value, Date.now())
  return Number.isNaN(at) ? value : new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' }).format(at)
}
