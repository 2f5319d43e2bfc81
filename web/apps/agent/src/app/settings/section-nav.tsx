import { Link, useNavigate } from '@tanstack/react-router'
import { Input, cn } from '@tessera/ui'
import { type KeyboardEvent, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { type Found, findSections, firstOf, titleOf } from './finding'
import { useSections } from './use-sections'

const AT = { to: '/settings/$section' } as const
const LINK =
  'flex h-8 shrink-0 items-center gap-2.5 rounded-control px-2 hover:bg-hover hover:text-strong aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-strong pointer-coarse:h-11'

/** All sections by groups, and those alone that have what is typed. Enter opens the first, the arrows go through them. */
export function SectionNav({ className }: { className: string }) {
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const shown = findSections(useSections(), query)

  function typed(event: KeyboardEvent) {
    const first = firstOf(shown, query)
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    if (event.key === 'ArrowDown') list.current?.querySelector('a')?.focus()
    else if (first) void navigate({ ...AT, params: { section: first.section }, hash: first.setting ?? '' })
  }
  function moved(event: KeyboardEvent) {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    if (!by || at < 0) return
    event.preventDefault()
    // What the page does with the arrows is not meant here.
    event.stopPropagation()
    const next = at + by < 0 ? input.current : links[at + by]
    next?.focus()
  }
  return (
    <nav
      aria-label={t('settings.title')}
      className={cn('w-full shrink-0 flex-col border-line md:w-60 md:border-e', className)}
    >
      <header className="flex h-(--bar-height) shrink-0 items-center border-b border-line px-5">
        <h1 className="text-md font-semibold text-strong">{t('settings.title')}</h1>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-3 py-3">
        <Input
          ref={input}
          type="search"
          className="shrink-0"
          aria-label={t('settings.search')}
          placeholder={t('settings.search')}
          value={query}
          onKeyDown={typed}
          onChange={(event) => setQuery(event.target.value)}
        />
        <div ref={list} role="presentation" className="flex flex-col gap-4" onKeyDown={moved}>
          {[...new Set(shown.map(({ section }) => section.group))].map((group) => (
            <div key={group} role="group" aria-label={t(`settings.group.${group}`)} className="flex flex-col gap-px">
              <h2 className="px-2 pb-1 text-2xs font-medium text-quiet">{t(`settings.group.${group}`)}</h2>
              {shown
                .filter(({ section }) => section.group === group)
                .map((found) => (
                  <SectionLinks key={found.section.id} found={found} />
                ))}
            </div>
          ))}
        </div>
        <p role="status" className="px-2 text-quiet empty:hidden">
          {shown.length === 0 && t('settings.nothing')}
        </p>
      </div>
    </nav>
  )
}

/** A page, and below it those of its settings that were looked for. */
function SectionLinks({ found: { section, settings } }: { found: Found }) {
  const Icon = section.icon
  const at = { ...AT, params: { section: section.id } }
  return (
    <>
      <Link {...at} activeOptions={{ includeHash: settings.length > 0 }} className={LINK}>
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-icon" />
        <span className="truncate">{titleOf(section)}</span>
      </Link>
      {settings.map(({ id, label }) => (
        <Link key={id} {...at} hash={id} activeOptions={{ includeHash: true }} className={LINK}>
          <span aria-hidden="true" className="w-4 shrink-0" />
          <span className="truncate">{label()}</span>
        </Link>
      ))}
    </>
  )
}
