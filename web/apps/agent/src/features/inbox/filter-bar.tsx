import '@/shared/i18n/views'
import { Banner, Button, Picker, ReturnFocus, cn } from '@tessera/ui'
import { Plus, X } from 'lucide-react'
import { Fragment, type RefObject, useEffect, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { useFields } from '@/shared/catalogue/queries'
import {
  type Condition,
  type Filter,
  type FilterGroup,
  type OwnField,
  idOfOwn,
  isOwnField,
  isTimeField,
  ownField,
} from '@/shared/views/filter'
import { alternativesOf, withAnd, withOr, withPart } from '@/shared/views/alternatives'
import { textOf } from '@/shared/views/filter-text'
import { conditionsIn, useFieldName, useSentence } from '@/shared/views/sentence'
import { useListSearch } from '@/shared/views/use-listing'
import { isChoice, useChoices } from './filter-choices'
import { Joiner } from './filter-joiner'

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
  const put = (of: Filter[]) => setFilter({ ...filter, of })
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
    frame.current?.querySelector<HTMLElement>(`:scope > :nth-child(${count}) [data-chip] button`)?.focus()
  }, [count])
  const turn = useTurned(frame, filter)
  return (
    <div className="flex min-w-0 grow-99 flex-col">
      {unreadable && <Banner tone="danger">{t('views.unreadable')}</Banner>}
      {gone && <Banner tone="warning">{t('views.goneFieldBanner')}</Banner>}
      <div
        ref={frame}
        role="group"
        aria-label={t('views.filters')}
        data-testid="filter-bar"
        className="flex shrink-0 grow items-center gap-1 overflow-x-auto border-b border-line py-1 ps-3.5 pe-3 *:shrink-0 md:max-h-37 md:flex-wrap md:overflow-y-auto"
      >
        {/* It leaves with its last condition, or with a choice that came to nothing. */}
        <ReturnFocus />
        {filter.of.map((each, place) => (
          <span key={place} className="flex items-center gap-1">
            {place > 0 && <Joiner word="and" onTurn={() => turn(() => put(withOr(filter.of, place)))} />}
            <Alternatives
              filter={each}
              onTurn={(at) => turn(() => put(withAnd(filter.of, place, at)))}
              onChange={(at, next) => put(withPart(filter.of, place, at, next))}
            />
          </span>
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
    </div>
  )
}

/** Conditions of which one is enough stand in a frame together. */
function Alternatives({ filter, onTurn, onChange }: AlternativesProps) {
  const parts = alternativesOf(filter)
  const many = parts.length > 1
  return (
    <span
      role={many ? 'group' : undefined}
      aria-label={many ? t('views.oneOf') : undefined}
      className={cn('flex items-center gap-1', many && 'rounded-control border border-line px-0.5 md:flex-wrap')}
    >
      {parts.map((part, at) => (
        <Fragment key={at}>
          {at > 0 && <Joiner word="or" onTurn={() => onTurn(at)} />}
          <Chip filter={part} onChange={(next) => onChange(at, next)} />
        </Fragment>
      ))}
    </span>
  )
}

type AlternativesProps = {
  filter: Filter
  onTurn: (at: number) => void
  onChange: (at: number, next: Filter | null) => void
}

/** A word that was turned is another one, in the same place: it has the focus then. */
function useTurned(frame: RefObject<HTMLElement | null>, filter: FilterGroup) {
  const turned = useRef<number>(undefined)
  const text = textOf(filter)
  useEffect(() => {
    if (turned.current === undefined) return
    joinersIn(frame)[turned.current]?.focus()
    turned.current = undefined
  }, [frame, text])
  return (act: () => void) => {
    turned.current = joinersIn(frame).indexOf(document.activeElement as HTMLElement)
    act()
  }
}

function joinersIn(frame: RefObject<HTMLElement | null>): HTMLElement[] {
  return [...(frame.current?.querySelectorAll<HTMLElement>('[data-joiner]') ?? [])]
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
    <span data-chip className="flex items-center rounded-control bg-hover text-xs text-strong">
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
          searchLabel={choices.hint ?? t(choices.options.length > 0 ? 'views.chooseValue' : 'views.typeValue')}
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
