import '@/shared/i18n/views'
import { Banner, Button, Picker, ReturnFocus } from '@tessera/ui'
import { Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { useFields } from '@/shared/catalogue/queries'
import {
  type Condition,
  type Filter,
  type OwnField,
  idOfOwn,
  isOwnField,
  isTimeField,
  ownField,
} from '@/shared/views/filter'
import { conditionsIn, useFieldName, useSentence } from '@/shared/views/sentence'
import { useListSearch } from '@/shared/views/use-listing'
import { isChoice, useChoices } from './filter-choices'

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
  'subject',
] as const
type Offered = (typeof OFFERED)[number] | OwnField

/** How far a new condition is: its field is chosen, then its value. */
export type Adding = 'field' | 'value' | null

/** A condition is on its way. The first one takes the bar along: that is back when the address has the condition. */
let chosen = false

/** What narrows the list, as a sentence whose parts are buttons. */
export function FilterBar({ adding, onAdding }: { adding: Adding; onAdding: (adding: Adding) => void }) {
  const { filter, setFilter, unreadable } = useListSearch()
  const [begun, setBegun] = useState<Offered | null>(null)
  const fresh = useFresh(begun)
  const put = (index: number, next: Filter | null) =>
    setFilter({ ...filter, of: filter.of.toSpliced(index, 1, ...(next ? [next] : [])) })
  const empty = filter.of.length === 0
  const fieldName = useFieldName()
  const own = useFields().filter((field) => !field.deleted)
  const gone = conditionsIn(filter).some(({ field }) => fieldName(field) === null)
  const frame = useRef<HTMLDivElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const count = filter.of.length
  // What a condition was chosen in is gone; the condition itself has the focus then.
  useEffect(() => {
    if (!chosen || count === 0) return
    chosen = false
    frame.current?.querySelector<HTMLElement>(`:scope > :nth-child(${count}) button`)?.focus()
  }, [count])
  return (
    <>
      {unreadable && <Banner tone="danger">{t('views.unreadable')}</Banner>}
      {gone && <Banner tone="warning">{t('views.goneFieldBanner')}</Banner>}
      <div
        ref={frame}
        role="group"
        aria-label={t('views.filters')}
        data-testid="filter-bar"
        className="flex shrink-0 items-center gap-1 overflow-x-auto border-b border-line py-1 ps-3.5 pe-3 *:shrink-0 md:max-h-28 md:flex-wrap md:overflow-y-auto"
      >
        {/* It leaves with its last condition, or with a choice that came to nothing. */}
        <ReturnFocus />
        {filter.of.map((each, index) => (
          <Chip key={index} filter={each} onChange={(next) => put(index, next)} />
        ))}
        {fresh && adding === 'value' && (
          <Chip
            filter={fresh}
            startOpen
            onChange={(next) => {
              if (!next) return
              chosen = true
              setFilter({ ...filter, of: [...filter.of, next] })
            }}
            // Its own button leaves with it.
            onClosed={() => {
              add.current?.focus()
              onAdding(null)
            }}
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
          <Button ref={add} size="sm" variant="ghost">
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
  if (field === 'subject') return { field, op: 'contains', value: '' }
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
  const sentence = useSentence()
  const fieldName = useFieldName()
  const [open, setOpen] = useState(startOpen)
  const [typed, setTyped] = useState('')
  const choices = useChoices(filter, typed)
  const isNew = onPicked !== undefined
  const said = isNew && 'field' in filter ? t('views.pick', { field: fieldName(filter.field) ?? '' }) : sentence(filter)
  const text = <span className="max-w-72 truncate">{said}</span>
  function pick(value: string) {
    const next = choices?.pick(value) ?? null
    if (!next || !isChoice(next)) setOpen(false)
    onPicked?.()
    onChange(next)
  }
  return (
    <span className="flex items-center rounded-control bg-hover text-xs text-strong">
      {choices ? (
        <Picker
          label={said}
          value=""
          options={choices.options}
          open={open}
          onOpenChange={(now) => {
            setOpen(now)
            setTyped('')
            if (!now) onClosed?.()
          }}
          onPick={pick}
          onSearch={setTyped}
          searchLabel={t(choices.options.length > 0 ? 'views.chooseValue' : 'views.typeValue')}
          empty={t(typed || choices.options.length > 0 ? 'views.nothing' : 'views.typeSomething')}
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
