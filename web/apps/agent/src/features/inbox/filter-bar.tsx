import '@/shared/i18n/views'
import { useQueryClient } from '@tanstack/react-query'
import { Banner, Button, Picker, type PickerOption } from '@tessera/ui'
import { Check, Plus, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFields, useTags } from '@/shared/catalogue/queries'
import { LOCALE } from '@/shared/i18n'
import { replicaOf } from '@/shared/replica/local'
import { useAgents, useMe, useTeams } from '@/shared/tickets/queries'
import { STATUSES } from '@/shared/tickets/order'
import { PRIORITIES } from '@/shared/views/arrange'
import {
  type ChoiceField,
  type Condition,
  type Filter,
  type OwnField,
  type TimeField,
  idOfOwn,
  isOwnField,
  isTimeField,
  ownField,
} from '@/shared/views/filter'
import {
  WHENS,
  type When,
  conditionsIn,
  useFieldName,
  useSentence,
  useValueName,
  whenOf,
} from '@/shared/views/sentence'
import { useListSearch } from '@/shared/views/use-listing'

const OFFERED = [
  'status',
  'priority',
  'assignee',
  'team',
  'tag',
  'type',
  'channel',
  'due',
  'updated',
  'created',
  'resolved',
  'first_reply',
  'last_by',
] as const
type Offered = (typeof OFFERED)[number] | OwnField
const TYPES = ['question', 'incident', 'problem', 'task']
const CHANNELS = ['email', 'web', 'api']
const AUTHORS = ['customer', 'agent', 'system']
/** Times that a ticket may not have. */
const UNSURE: When[] = ['set', 'unset']
const NOT = '?not'
/** Whether a field holds anything; beside its values. */
const HELD = ['set', 'unset'] as const
const isHeld = (value: string): value is (typeof HELD)[number] => (HELD as readonly string[]).includes(value)
/** Of what agents typed themselves, so many values are offered. */
const MOST_TYPED = 50

/** How far a new condition is: its field is chosen, then its value. */
export type Adding = 'field' | 'value' | null

/** What narrows the list, as a sentence whose parts are buttons. */
export function FilterBar({ adding, onAdding }: { adding: Adding; onAdding: (adding: Adding) => void }) {
  const { t } = useTranslation()
  const { filter, setFilter, unreadable } = useListSearch()
  const [begun, setBegun] = useState<Offered | null>(null)
  const fresh = useFresh(begun)
  const put = (index: number, next: Filter | null) =>
    setFilter({ ...filter, of: filter.of.toSpliced(index, 1, ...(next ? [next] : [])) })
  const empty = filter.of.length === 0
  const fieldName = useFieldName()
  const own = useFields().filter((field) => !field.deleted)
  const gone = conditionsIn(filter).some(({ field }) => fieldName(field) === null)
  return (
    <>
      {unreadable && <Banner tone="danger">{t('views.unreadable')}</Banner>}
      {gone && <Banner tone="warning">{t('views.goneFieldBanner')}</Banner>}
      <div
        role="group"
        aria-label={t('views.filters')}
        data-testid="filter-bar"
        className="flex shrink-0 items-center gap-1 overflow-x-auto border-b border-line py-1 ps-3.5 pe-3 *:shrink-0 md:max-h-28 md:flex-wrap md:overflow-y-auto"
      >
        {filter.of.map((each, index) => (
          <Chip key={index} filter={each} onChange={(next) => put(index, next)} />
        ))}
        {fresh && adding === 'value' && (
          <Chip
            filter={fresh}
            startOpen
            onChange={(next) => next && setFilter({ ...filter, of: [...filter.of, next] })}
            onClosed={() => onAdding(null)}
            onPicked={() => onAdding(null)}
          />
        )}
        <Picker
          label={t('views.chooseField')}
          value=""
          options={[
            ...OFFERED.map((field) => ({ value: field, label: t(`views.field.${field}`) })),
            ...own.map(({ id, name }) => ({ value: ownField(id), label: name })),
          ]}
          open={adding === 'field'}
          onOpenChange={(open) => onAdding(open ? 'field' : null)}
          // The choice of a value has it by then.
          onCloseAutoFocus={(event) => adding === 'value' && event.preventDefault()}
          onPick={(field) => {
            setBegun(field as Offered)
            onAdding('value')
          }}
          searchLabel={t('views.chooseField')}
          empty={t('views.nothing')}
        >
          <Button size="sm" variant="ghost">
            <Plus size={13} aria-hidden="true" className="text-icon" />
            {t('views.addFilter')}
          </Button>
        </Picker>
        {(!empty || unreadable) && (
          <Button size="sm" variant="ghost" onClick={() => setFilter({ match: 'all', of: [] })}>
            {t('views.clear')}
          </Button>
        )}
      </div>
    </>
  )
}

function useFresh(field: Offered | null): Condition | null {
  const own = useFields().find((each) => field && isOwnField(field) && each.id === idOfOwn(field))
  if (!field) return null
  if (isTimeField(field) || (isOwnField(field) && own?.type === 'date')) return { field, op: 'before', value: '' }
  return { field, op: 'in', value: [] }
}

type ChipProps = {
  filter: Filter
  startOpen?: boolean
  onChange: (next: Filter | null) => void
  onClosed?: () => void
  onPicked?: () => void
}

/** One condition: pressing it changes it, the cross takes it away. */
function Chip({ filter, startOpen = false, onChange, onClosed, onPicked }: ChipProps) {
  const { t } = useTranslation()
  const sentence = useSentence()
  const fieldName = useFieldName()
  const [open, setOpen] = useState(startOpen)
  const options = useOptions(filter)
  const isNew = onPicked !== undefined
  const said = isNew && 'field' in filter ? t('views.pick', { field: fieldName(filter.field) ?? '' }) : sentence(filter)
  const text = <span className="max-w-72 truncate">{said}</span>
  function pick(value: string) {
    const next = picked(filter, value)
    if (isTime(filter) || isHeld(value)) setOpen(false)
    onPicked?.()
    onChange(next)
  }
  return (
    <span className="flex items-center rounded-control bg-hover text-xs text-strong">
      {options ? (
        <Picker
          label={said}
          value=""
          options={options}
          open={open}
          onOpenChange={(now) => {
            setOpen(now)
            if (!now) onClosed?.()
          }}
          onPick={pick}
          searchLabel={t('views.chooseValue')}
          empty={t('views.nothing')}
        >
          <button type="button" className="flex h-7 items-center rounded-control ps-2 pe-1 pointer-coarse:h-11">
            {text}
          </button>
        </Picker>
      ) : (
        <span className="flex h-7 items-center ps-2 pe-1">{text}</span>
      )}
      {!isNew && (
        <button
          type="button"
          aria-label={t('views.remove', { sentence: said })}
          onClick={() => onChange(null)}
          className="flex size-7 items-center justify-center rounded-control text-icon hover:text-strong pointer-coarse:size-11"
        >
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

/** A moment of the ticket's, or a day that one of the organization's own fields holds. */
function isTime(filter: Filter): filter is Condition & { field: TimeField | OwnField } {
  if (!('field' in filter)) return false
  return isTimeField(filter.field) || (isOwnField(filter.field) && (filter.op === 'before' || filter.op === 'after'))
}

function isChoice(filter: Filter): filter is { field: ChoiceField | OwnField; op: 'in' | 'not_in'; value: string[] } {
  return 'op' in filter && (filter.op === 'in' || filter.op === 'not_in')
}

/** The condition with this value taken or left; null when none is left. */
function picked(filter: Filter, value: string): Filter | null {
  if (isTime(filter)) return { field: filter.field, ...WHENS[value as When] }
  if ('field' in filter && isOwnField(filter.field) && isHeld(value)) return { field: filter.field, op: value }
  if (!isChoice(filter)) return filter
  if (value === NOT) return { ...filter, op: filter.op === 'in' ? 'not_in' : 'in' }
  const others = filter.value.filter((each) => each !== value)
  const now = others.length < filter.value.length ? others : [...filter.value, value]
  return now.length > 0 ? { ...filter, value: now } : null
}

/** What can be picked for a condition. Null: it can only be removed here. */
function useOptions(filter: Filter): PickerOption[] | null {
  const { t } = useTranslation()
  const nameOf = useValueName()
  const values = useValues()
  const mark = (on: boolean) => (on ? <Check size={14} aria-hidden="true" /> : <span className="size-3.5" />)
  const ownValues = useOwnValues(filter)
  const fieldName = useFieldName()
  if (isTime(filter)) {
    const field = fieldName(filter.field) ?? t('views.goneField')
    const whens: When[] =
      filter.field === 'due'
        ? ['overdue', 'today', 'next7', 'sinceToday', 'set', 'unset']
        : ['sinceToday', 'last1', 'last7', 'last30', 'older7', ...(filter.field === 'created' ? [] : UNSURE)]
    return whens.map((when) => ({
      value: when,
      label: t(`views.when.${when}`, { field }),
      icon: mark(whenOf(filter) === when),
    }))
  }
  if (!isChoice(filter)) return null
  const { field, value, op } = filter
  const known = isOwnField(field) ? ownValues : (values[field] ?? [])
  const offered = [...new Set([...known, ...value])]
  const held = isOwnField(field)
    ? HELD.map((op) => ({ value: op, label: t(`views.when.${op}`, { field: fieldName(field) ?? '' }) }))
    : []
  const turn = { value: NOT, label: t(op === 'in' ? 'views.isNot_' : 'views.is_'), icon: mark(false) }
  return [
    ...offered.map((each) => ({ value: each, label: nameOf(field, each), icon: mark(value.includes(each)) })),
    ...(value.length > 0 ? [turn] : held.map((each) => ({ ...each, icon: mark(false) }))),
  ]
}

/** What one of the organization's own fields can hold; of what is typed, what tickets hold by now. */
function useOwnValues(filter: Filter): string[] {
  const client = useQueryClient()
  const name = 'field' in filter && isOwnField(filter.field) ? filter.field : null
  const field = useFields().find((each) => name && each.id === idOfOwn(name))
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
