import '@/shared/i18n/views'
import { Banner, Button, Picker, type PickerOption } from '@tessera/ui'
import { Check, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTags } from '@/shared/catalogue/queries'
import { useAgents, useMe, useTeams } from '@/shared/tickets/queries'
import { STATUSES } from '@/shared/tickets/order'
import { PRIORITIES } from '@/shared/views/arrange'
import { type ChoiceField, type Condition, type Filter, type TimeField, isTimeField } from '@/shared/views/filter'
import { WHENS, type When, useSentence, useValueName, whenOf } from '@/shared/views/sentence'
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
type Offered = (typeof OFFERED)[number]
const TYPES = ['question', 'incident', 'problem', 'task']
const CHANNELS = ['email', 'web', 'api']
const AUTHORS = ['customer', 'agent', 'system']
/** Times that a ticket may not have. */
const UNSURE: When[] = ['set', 'unset']
const NOT = '?not'

/** How far a new condition is: its field is chosen, then its value. */
export type Adding = 'field' | 'value' | null

/** What narrows the list, as a sentence whose parts are buttons. */
export function FilterBar({ adding, onAdding }: { adding: Adding; onAdding: (adding: Adding) => void }) {
  const { t } = useTranslation()
  const { filter, setFilter, unreadable } = useListSearch()
  const [begun, setBegun] = useState<Offered | null>(null)
  const put = (index: number, next: Filter | null) =>
    setFilter({ ...filter, of: filter.of.toSpliced(index, 1, ...(next ? [next] : [])) })
  const empty = filter.of.length === 0
  return (
    <>
      {unreadable && <Banner tone="danger">{t('views.unreadable')}</Banner>}
      <div
        role="group"
        aria-label={t('views.filters')}
        data-testid="filter-bar"
        className="flex shrink-0 items-center gap-1 overflow-x-auto border-b border-line py-1 ps-3.5 pe-3 *:shrink-0 md:max-h-28 md:flex-wrap md:overflow-y-auto"
      >
        {filter.of.map((each, index) => (
          <Chip key={index} filter={each} onChange={(next) => put(index, next)} />
        ))}
        {begun && adding === 'value' && (
          <Chip
            filter={fresh(begun)}
            startOpen
            onChange={(next) => next && setFilter({ ...filter, of: [...filter.of, next] })}
            onClosed={() => onAdding(null)}
            onPicked={() => onAdding(null)}
          />
        )}
        <Picker
          label={t('views.chooseField')}
          value=""
          options={OFFERED.map((field) => ({ value: field, label: t(`views.field.${field}`) }))}
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

function fresh(field: Offered): Condition {
  return isTimeField(field) ? { field, op: 'before', value: '' } : { field, op: 'in', value: [] }
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
  const [open, setOpen] = useState(startOpen)
  const options = useOptions(filter)
  const isNew = onPicked !== undefined
  const said =
    isNew && 'field' in filter ? t('views.pick', { field: t(`views.field.${filter.field}`) }) : sentence(filter)
  const text = <span className="max-w-72 truncate">{said}</span>
  function pick(value: string) {
    const next = picked(filter, value)
    if (isTime(filter)) setOpen(false)
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

function isTime(filter: Filter): filter is Condition & { field: TimeField } {
  return 'field' in filter && isTimeField(filter.field)
}

function isChoice(filter: Filter): filter is { field: ChoiceField; op: 'in' | 'not_in'; value: string[] } {
  return 'op' in filter && (filter.op === 'in' || filter.op === 'not_in')
}

/** The condition with this value taken or left; null when none is left. */
function picked(filter: Filter, value: string): Filter | null {
  if (isTime(filter)) return { field: filter.field, ...WHENS[value as When] }
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
  if (isTime(filter)) {
    const field = t(`views.field.${filter.field}`)
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
  const offered = [...new Set([...(values[field] ?? []), ...value])]
  const turn = { value: NOT, label: t(op === 'in' ? 'views.isNot_' : 'views.is_'), icon: mark(false) }
  return [
    ...offered.map((each) => ({ value: each, label: nameOf(field, each), icon: mark(value.includes(each)) })),
    ...(value.length > 0 ? [turn] : []),
  ]
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
