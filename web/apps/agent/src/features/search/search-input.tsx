import { useQuery } from '@tanstack/react-query'
import { Kbd, cn } from '@tessera/ui'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { PHONE, useMedia } from '@/shared/media'
import { type PieceKind, piecesOf } from '@/shared/search/tokens'
import { useDebounced } from '@/shared/search/use-debounced'
import { useServices } from '@/shared/services'

const LOOK: Record<PieceKind, string> = {
  field: 'text-quiet',
  value: 'text-accent-text',
  phrase: 'text-accent-text',
  word: '',
  space: '',
}

type Props = {
  query: string
  onQuery: (query: string) => void
  onSubmit: () => void
  /** Down, where nothing is offered, or out: to what stands below. False if nothing does. */
  onDown: () => boolean
  /** Whether the last piece is still being typed. */
  onTyping: (typing: boolean) => void
  input: RefObject<HTMLInputElement | null>
}

/** Where one types: coloured as it is understood, completed as one goes. */
export function SearchInput({ query, onQuery, onSubmit, onDown, onTyping, input }: Props) {
  const id = useId()
  const mirror = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const choices = useChoices(query, open)
  const phone = useMedia(PHONE)
  const shown = open && choices !== null && choices.length > 0

  function take(text: string) {
    onTyping(false)
    onQuery(text.endsWith(':') ? text : `${text} `)
    setActive(-1)
    input.current?.focus()
  }
  function keyed(event: KeyboardEvent) {
    if (!shown && event.key === 'ArrowDown') {
      event.preventDefault()
      // Down waits for what is about to be offered, and asks for it where there is nothing else.
      if (choices !== null && !onDown()) setOpen(true)
      return
    }
    if (shown && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      // -1, the text itself, comes between the last and the first.
      const places = choices.length + 1
      setActive(((active + 1 + step + places) % places) - 1)
      return
    }
    if (event.key === 'Tab' && !event.shiftKey && shown) {
      event.preventDefault()
      return take(choices[Math.max(0, active)]!.query)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      if (shown && choices[active]) return take(choices[active].query)
      setOpen(false)
      onTyping(false)
      return onSubmit()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      if (shown) return setOpen(false)
      // Left for what was found; without any one stays, and types on.
      onDown()
    }
  }
  return (
    <div className="relative flex-1">
      <div className="flex h-10 items-center gap-2 rounded-control border border-line-control bg-canvas px-3 focus-within:border-focus focus-within:outline-1 focus-within:outline-focus pointer-coarse:h-11">
        <Search size={16} aria-hidden="true" className="shrink-0 text-icon" />
        <div className="relative min-w-0 flex-1 text-sm pointer-coarse:text-[1rem]">
          <div
            ref={mirror}
            aria-hidden="true"
            className="pointer-events-none absolute inset-0 overflow-hidden leading-8 whitespace-pre text-strong"
          >
            {piecesOf(query).map((piece, index) => (
              <span key={index} className={LOOK[piece.kind]}>
                {piece.text}
              </span>
            ))}
          </div>
          <input
            ref={input}
            role="combobox"
            aria-label={t('search.label')}
            aria-expanded={shown}
            aria-controls={`${id}-list`}
            aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={500}
            value={query}
            placeholder={t(phone ? 'search.placeholderShort' : 'search.placeholder')}
            onChange={(event) => {
              onQuery(event.target.value)
              onTyping(true)
              setOpen(true)
              setActive(-1)
            }}
            onBlur={() => {
              setOpen(false)
              onTyping(false)
            }}
            onKeyDown={keyed}
            onScroll={(event) => {
              if (mirror.current) mirror.current.scrollLeft = event.currentTarget.scrollLeft
            }}
            className="relative h-8 w-full bg-transparent leading-8 text-transparent caret-strong outline-none placeholder:text-quiet"
          />
        </div>
        {query ? (
          <button
            type="button"
            aria-label={t('search.clear')}
            onClick={() => take('')}
            className="inline-flex size-6 items-center justify-center rounded-control text-icon touch-target hover:text-strong"
          >
            <X size={14} aria-hidden="true" />
          </button>
        ) : (
          <span className="hidden md:inline">
            <Kbd keys="/" />
          </span>
        )}
      </div>
      {shown && (
        <ul
          id={`${id}-list`}
          role="listbox"
          aria-label={t('search.suggestions')}
          className="absolute inset-x-0 top-full z-30 mt-1 rounded-surface border border-line bg-raised p-1 shadow-float"
        >
          {choices.map((choice, index) => (
            <li
              key={choice.query}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => {
                event.preventDefault()
                take(choice.query)
              }}
              className={cn(
                'flex min-h-8 cursor-default items-center gap-2.5 rounded-control px-2 text-sm text-body hover:bg-hover-raised pointer-coarse:min-h-11',
                index === active && 'bg-hover-raised text-strong',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{choice.label}</span>
              {choice.hint && <span className="text-xs text-quiet">{choice.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type Choice = { query: string; label: string; hint?: string }

/**
 * How the query may go on; null until that is known. What was searched lately stands on the page until something is typed.
 */
function useChoices(query: string, open: boolean): Choice[] | null {
  const { api } = useServices()
  const settled = useDebounced(query, 80)
  const isWanted = (text: string) => open && text.trim() !== '' && !/\s$/.test(text)
  const wanted = isWanted(settled)
  const found = useQuery({
    queryKey: ['search-suggest', settled],
    queryFn: ({ signal }) => api.suggest(settled, signal),
    enabled: wanted,
    staleTime: 60_000,
  })
  if (isWanted(query) && (settled !== query || found.isLoading)) return null
  if (!wanted || settled !== query) return []
  const items = found.data?.items ?? []
  if (items.length === 1 && items[0]!.query.toLowerCase() === query.toLowerCase()) return []
  return items.map((each) => ({
    query: each.query,
    label: each.label,
    ...(each.kind === 'field' && { hint: t('search.field') }),
  }))
}
