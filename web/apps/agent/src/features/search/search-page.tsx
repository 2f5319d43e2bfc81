import '@/shared/i18n/search'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import type { SearchPage as FoundPage } from '@tessera/api'
import { Button, EmptyState, IconButton, Spinner, cn } from '@tessera/ui'
import { ListFilter, Star } from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { registry, useCommand } from '@/shared/hotkeys'
import { useSearches } from '@/shared/search/searches'
import { endsInFilter } from '@/shared/search/tokens'
import { useDebounced } from '@/shared/search/use-debounced'
import { useServices } from '@/shared/services'
import { HOME_VIEW } from '@/shared/tickets/views'
import { useTitle } from '@/shared/title'
import { Facets } from './facets'
import { Results } from './results'
import { SearchInput } from './search-input'
import { Start } from './start'

const SORTS = ['relevance', 'updated', 'created'] as const
export type Sort = (typeof SORTS)[number]

export function SearchPage() {
  const navigate = useNavigate()
  const { text, setText, choose, sort, setSort, leave } = useAddress()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const start = useRef<HTMLDivElement>(null)
  const [typing, setTyping] = useState(false)
  const found = useFound(text, sort, typing)
  const [facetsOpen, setFacetsOpen] = useState(false)
  const { saved, toggleSaved, remember } = useSearches()
  const first = found.data?.pages[0]

  useTitle(text.trim() || t('search.title'))
  useStart(input, list, first !== undefined)
  const goToFirst = useToFirst(
    text,
    found.current,
    () => document.activeElement === input.current && step(list.current, 1),
  )
  useCommand('search', () => {
    input.current?.focus()
    // It may have had it already, which nobody hears of.
    registry.kept.came()
  })
  useCommand('back', () => input.current?.focus())
  useCommand('next', () => void step(list.current, 1))
  useCommand('previous', () => void step(list.current, -1))

  function open(id: string) {
    remember(text)
    const params = { view: HOME_VIEW, ticketId: id }
    void leave(id).then(() => navigate({ to: '/views/$view/$ticketId', params, state: { found: true } }))
  }
  function submit() {
    remember(text)
    goToFirst()
  }
  /** To what was found, or to what one can begin with. False if there is neither. */
  function down(): boolean {
    if (list.current) return step(list.current, 1)
    start.current?.querySelector<HTMLElement>('li > button')?.focus()
    return start.current !== null
  }
  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <h1 className="sr-only">{t('search.title')}</h1>
      {/* The field reaches higher than the words of other bars: a phone keeps what hangs from its edge off it. */}
      <div className="flex shrink-0 items-center gap-2 border-b border-line px-3 pt-4.5 pb-2 md:px-5 md:pt-2">
        <SearchInput
          query={text}
          onQuery={setText}
          onSubmit={submit}
          onDown={down}
          onTyping={setTyping}
          input={input}
        />
        <IconButton
          icon={Star}
          label={t(saved.includes(text.trim()) ? 'search.unsave' : 'search.save')}
          pressed={saved.includes(text.trim())}
          disabled={text.trim() === ''}
          onClick={() => toggleSaved(text)}
        />
        <IconButton
          icon={ListFilter}
          label={t('search.facets')}
          aria-expanded={facetsOpen}
          onClick={() => setFacetsOpen(!facetsOpen)}
          className="lg:hidden"
        />
      </div>
      {text.trim() === '' ? (
        <Start ref={start} input={input} onQuery={setText} />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
          <aside
            aria-label={t('search.facets')}
            className={cn(
              'shrink-0 overflow-y-auto border-line px-3 py-3 max-lg:max-h-[45vh] max-lg:border-b lg:w-56 lg:border-e',
              facetsOpen ? 'block' : 'hidden lg:block',
            )}
          >
            {first?.facets && <Facets counted={first.facets} query={text} onQuery={choose} />}
          </aside>
          <section ref={list} aria-label={t('search.results')} className="min-w-0 flex-1 overflow-y-auto">
            <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-5 py-1.5 text-xs text-quiet">
              <span role="status" aria-live="polite" className="flex-1">
                {first && !first.preparing && t('search.count', { count: first.total })}
              </span>
              {found.isFetching && <Spinner label={t('search.searching')} size={14} />}
              <span role="group" aria-label={t('search.sort')} className="flex gap-0.5">
                {SORTS.map((each) => (
                  <button
                    key={each}
                    type="button"
                    aria-pressed={sort === each}
                    onClick={() => setSort(each)}
                    className="h-7 rounded-control px-2 hover:bg-hover hover:text-strong aria-pressed:bg-selected aria-pressed:text-strong pointer-coarse:h-11"
                  >
                    {t(`search.by.${each}`)}
                  </button>
                ))}
              </span>
            </div>
            {found.isError && !first ? (
              <EmptyState
                mosaic="broken"
                title={t('search.failedTitle')}
                text={t('search.failedText')}
                action={<Button onClick={() => void found.refetch()}>{t('action.retry')}</Button>}
              />
            ) : (
              <Results found={found} query={text} onQuery={setText} onOpen={open} />
            )}
          </section>
        </div>
      )}
    </main>
  )
}

/** Goes to the first of what is found; rows of what was asked before would leave with the focus. */
function useToFirst(text: string, current: boolean, go: () => void): () => void {
  const [asked, setAsked] = useState<{ text: string } | null>(null)
  const latest = useEffectEvent(go)
  // Whoever types on has not asked for this any more.
  const due = asked?.text === text && current && asked
  useEffect(() => {
    if (due) latest()
  }, [due])
  return () => setAsked({ text })
}

/** Where one begins: in the field, or, coming back from a ticket, at its row. */
function useStart(input: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>, there: boolean): void {
  const [opened] = useState(useLocation({ select: ({ state }) => state.opened }))
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current || (opened && !there)) return
    begun.current = true
    const row = opened && list.current?.querySelector<HTMLElement>(`[data-ticket="${opened}"]`)
    ;(row || input.current)?.focus()
  }, [opened, there, input, list])
}

/** The query is the address, which follows what is typed; going back goes back to an earlier search. */
function useAddress() {
  const { q = '', sort = 'relevance' } = useSearch({ from: '/shell/search' })
  const navigate = useNavigate()
  const [text, setText] = useState(q)
  const settled = useDebounced(text, 150)
  const address = settled.trim()
  const left = useRef(false)
  const sent = useRef<string[]>([])
  const chosen = useRef(false)
  const send = useEffectEvent(() => {
    if (left.current || address === (sent.current.at(-1) ?? q)) return
    sent.current.push(address)
    // Typed letters are no steps to go back by; what was chosen is one.
    const replace = !chosen.current
    chosen.current = false
    void navigate({ to: '/search', search: (old) => ({ ...old, q: address || undefined }), replace })
  })
  function choose(next: string) {
    chosen.current = true
    setText(next)
  }
  /** What was sent comes back when one may have typed on: only an address from elsewhere is a text to be taken. */
  const take = useEffectEvent(() => {
    const ours = sent.current.indexOf(q)
    sent.current.splice(0, ours + 1)
    if (ours < 0) setText(q)
  })
  useEffect(() => take(), [q])
  useEffect(() => send(), [address])
  /** The address as it is typed by now, to come back to; it does not call one back while the next page is fetched. */
  function leave(opened: string) {
    left.current = true
    const search = (old: { q?: string | undefined }) => ({ ...old, q: text.trim() || undefined })
    return navigate({ to: '/search', search, state: { opened }, replace: true })
  }
  const setSort = (wanted: Sort) => void navigate({ to: '/search', search: (old) => ({ ...old, sort: wanted }) })
  return { text, setText, choose, sort, setSort, leave }
}

export type FoundPages = ReturnType<typeof useFound>

/** While a filter is being typed that does not mean anything yet, what was found before it stays. */
function useFound(text: string, sort: Sort, typing: boolean) {
  const { api } = useServices()
  const settled = useDebounced(text, 120)
  const found = useInfiniteQuery({
    queryKey: ['search', settled, sort],
    queryFn: ({ pageParam, signal }) => api.search({ q: settled, sort, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    // The first index of an organization is being made.
    refetchInterval: (query) => (query.state.data?.pages[0]?.preparing ? 1_500 : false),
  })
  const { data, isPlaceholderData } = found
  const [kept, setKept] = useState(data)
  const early = typing && endsInFilter(settled) && isPoor(data?.pages[0])
  if (!early && !isPlaceholderData && data !== kept) setKept(data)
  const current = settled === text && !isPlaceholderData && data !== undefined && !early
  return { ...found, data: early ? kept : data, current }
}

function isPoor(first: FoundPage | undefined): boolean {
  return first !== undefined && (first.total === 0 || first.understood.notices.length > 0)
}

/** Moves the focus among the results; from outside, to the first. False if there are none. */
function step(list: HTMLElement | null, by: 1 | -1): boolean {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-testid="search-result"]') ?? [])]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus()
  return rows.length > 0
}
