import type { CustomField } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import type { PickerOption } from '@tessera/ui'
import { Check } from 'lucide-react'
import { useMemo } from 'react'
import { useFields, useTags } from '@/shared/catalogue/queries'
import { t, LOCALE } from '@/shared/i18n'
import { replicaOf } from '@/shared/replica/local'
import { STATUSES } from '@/shared/tickets/order'
import { useAgents, useMe, useTeams } from '@/shared/tickets/queries'
import { PRIORITIES } from '@/shared/views/arrange'
import { type ChoiceField, type Filter, type OwnField, idOfOwn, isOwnField, isTimeField } from '@/shared/views/filter'
import { WHENS, type When, useFieldName, useValueName, whenOf } from '@/shared/views/sentence'
import { hintFor, typedCondition, useTypedChoices } from './typed-choices'

const TYPES = ['question', 'incident', 'problem', 'task']
const CHANNELS = ['email', 'web', 'api']
const AUTHORS = ['customer', 'agent', 'system']
const PAST: When[] = ['sinceToday', 'last1', 'last7', 'last30', 'older7']
/** A time that a ticket may not have. */
const UNSURE: When[] = ['set', 'unset']
const WHENS_OF: Partial<Record<string, When[]>> = {
  due: ['overdue', 'today', 'next7', 'sinceToday', ...UNSURE],
  created: PAST,
  updated: PAST,
}
const NOT = '?not'
/** Whether a field holds anything; beside its values. */
const HELD = ['set', 'unset'] as const
const isHeld = (value: string): value is (typeof HELD)[number] => (HELD as readonly string[]).includes(value)
/** Of what agents typed themselves, so many values are offered. */
const MOST_TYPED = 50

interface Choices {
  options: PickerOption[]
  /** What can be typed that is not among them. */
  hint?: string | undefined
  /** The condition with this value taken or left; null when none is left. */
  pick: (value: string) => Filter | null
}

/** What can be picked for a condition, with what is being typed among it. Null: it can only be removed here. */
export function useChoices(filter: Filter, typed: string): Choices | null {
  const nameOf = useValueName()
  const values = useValues()
  const { namesOf } = useTags()
  const today = (tag: string) => namesOf(tag)[0] ?? tag
  const field = 'field' in filter ? filter.field : 'subject'
  const own = useFields().find((each) => isOwnField(field) && each.id === idOfOwn(field))
  const ownValues = useOwnValues(own)
  const fieldName = useFieldName()(field) ?? t('views.goneField')
  const typedChoices = useTypedChoices(field, own, typed)
  if (!('field' in filter)) return null
  if (isTimeField(field) || (isOwnField(field) && own?.type === 'date')) {
    const whens = WHENS_OF[field] ?? [...PAST, ...UNSURE]
    const offered = whens.map((when) => ({
      value: when,
      label: t(`views.when.${when}`, { field: fieldName }),
      icon: mark(whenOf(filter) === when),
    }))
    const pick = (value: string) => typedCondition(field, value) ?? { field, ...WHENS[value as When] }
    return { options: [...typedChoices, ...offered], pick, hint: hintFor(field, own) }
  }
  if (field === 'subject') return { options: typedChoices, pick: (value) => typedCondition(field, value) ?? filter }

  const chosen = isChoice(filter) ? filter : { field, op: 'in' as const, value: [] }
  const asked = field === 'tag' ? { ...chosen, value: [...new Set(chosen.value.map(today))] } : chosen
  const known = isOwnField(field) ? ownValues : (values[field] ?? [])
  const offered = [...new Set([...known, ...asked.value])]
  const held = isOwnField(field)
    ? HELD.map((op) => ({
        value: op,
        label: t(`views.when.${op}`, { field: fieldName }),
        icon: mark(op === filter.op),
      }))
    : []
  const turn = { value: NOT, label: t(asked.op === 'in' ? 'views.isNot_' : 'views.is_'), icon: mark(false) }
  return {
    hint: hintFor(field, own),
    options: [
      // What is in the list is not offered twice.
      ...typedChoices.filter((each) => !offered.some((value) => each.value === `?is:${value}`)),
      ...offered.map((each) => ({ value: each, label: nameOf(field, each), icon: mark(asked.value.includes(each)) })),
      ...(asked.value.length > 0 ? [turn] : held),
    ],
    pick: (value) =>
      typedCondition(field, value) ??
      (isOwnField(field) && isHeld(value) ? { field, op: value } : toggled(asked, value)),
  }
}

const mark = (on: boolean) => (on ? <Check size={14} aria-hidden="true" /> : <span className="size-3.5" />)

type Choice = { field: ChoiceField | OwnField; op: 'in' | 'not_in'; value: string[] }

export function isChoice(filter: Filter): filter is Choice {
  return 'op' in filter && (filter.op === 'in' || filter.op === 'not_in')
}

function toggled(asked: Choice, value: string): Filter | null {
  if (value === NOT) return { ...asked, op: asked.op === 'in' ? 'not_in' : 'in' }
  const others = asked.value.filter((each) => each !== value)
  const now = others.length < asked.value.length ? others : [...asked.value, value]
  return now.length > 0 ? { ...asked, value: now } : null
}

/** What one of the organization's own fields can hold; of what is typed, what tickets hold by now. */
function useOwnValues(field: CustomField | undefined): string[] {
  const client = useQueryClient()
  return useMemo(() => {
    if (!field) return []
    if (field.type === 'checkbox') return ['true', 'false']
    if (field.options.length > 0) return field.options.map((option) => option.id)
    const held = new Set<string>()
    for (const { fields } of replicaOf(client).all()) {
      const value = fields?.[field.id]
      if (value !== null && value !== undefined && value !== '') held.add(String(value))
      if (held.size === MOST_TYPED) break
    }
    return [...held].sort((a, b) => a.localeCompare(b, LOCALE, { numeric: true }))
  }, [client, field])
}

function useValues(): Partial<Record<ChoiceField, string[]>> {
  const me = useMe().id
  const agents = useAgents().filter((agent) => agent.active && agent.id !== me)
  return {
    status: STATUSES,
    priority: PRIORITIES,
    type: [...TYPES, 'none'],
    channel: CHANNELS,
    last_by: AUTHORS,
    assignee: ['me', 'none', ...agents.map((agent) => agent.id)],
    team: [...useTeams().map((team) => team.id), 'none'],
    tag: [...useTags().names, 'none'],
  }
}
