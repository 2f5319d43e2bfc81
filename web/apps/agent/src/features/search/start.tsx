import { Button } from '@tessera/ui'
import { Clock, Star } from 'lucide-react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { t } from '@/shared/i18n'
import { useSearches } from '@/shared/search/searches'

const EXAMPLES = [
  ['status:open assignee:me', 'mine'],
  ['"paper jam"', 'phrase'],
  ['tag:billing -tag:vip', 'without'],
  ['created:>7d has:attachment', 'time'],
  ['due:<+3d', 'due'],
  ['requester:ada', 'requester'],
  ['company:acme', 'company'],
  ['in:notes refund', 'notes'],
] as const

type Props = {
  ref: RefObject<HTMLDivElement | null>
  input: RefObject<HTMLInputElement | null>
  onQuery: (query: string) => void
}

/** Before anything is typed: what is worth coming back to, what was searched lately, and how one can ask. */
export function Start({ ref, input, onQuery }: Props) {
  const { recent, saved, forget } = useSearches()
  /** The arrows go from line to line, and from the first back to where one types. */
  function keyed(event: KeyboardEvent<HTMLElement>) {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('li > button')]
    const at = lines.indexOf(event.target as HTMLElement)
    if (by === 0 || at < 0) return
    event.preventDefault()
    const next = at + by < 0 ? input.current : lines[at + by]
    next?.focus()
  }
  return (
    // The keys of the buttons within it.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={ref} onKeyDown={keyed} className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-6 px-5 py-6">
        {saved.length > 0 && (
          <Section title={t('search.saved')}>
            {saved.map((query) => (
              <Line key={query} icon={<Star size={14} />} query={query} onQuery={onQuery} />
            ))}
          </Section>
        )}
        {recent.length > 0 && (
          <Section
            title={t('search.recent')}
            action={
              <Button size="sm" variant="ghost" onClick={forget}>
                {t('search.forget')}
              </Button>
            }
          >
            {recent.map((query) => (
              <Line key={query} icon={<Clock size={14} />} query={query} onQuery={onQuery} />
            ))}
          </Section>
        )}
        <Section title={t('search.how')}>
          {EXAMPLES.map(([query, name]) => (
            <Line key={query} query={query} hint={t(`search.example.${name}`)} onQuery={onQuery} />
          ))}
        </Section>
      </div>
    </div>
  )
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <div className="flex min-h-8 items-center justify-between">
        <h2 className="text-xs font-medium text-quiet">{title}</h2>
        {action}
      </div>
      <ul>{children}</ul>
    </section>
  )
}

type LineProps = { query: string; icon?: ReactNode; hint?: string; onQuery: (query: string) => void }

function Line({ query, icon, hint, onQuery }: LineProps) {
  return (
    <li>
      <button
        type="button"
        onClick={() => onQuery(`${query} `)}
        className="flex min-h-9 w-full flex-wrap items-center gap-x-3 rounded-control border-b border-line px-2 py-1 text-start text-sm text-strong hover:bg-hover pointer-coarse:min-h-11"
      >
        {icon && (
          <span aria-hidden="true" className="text-icon">
            {icon}
          </span>
        )}
        <span className="min-w-0 flex-[1_1_10rem] break-words">{query}</span>
        {/* All stand below on a phone, also one that would have room beside. */}
        {hint && <span className="text-xs text-quiet max-md:basis-full">{hint}</span>}
      </button>
    </li>
  )
}
