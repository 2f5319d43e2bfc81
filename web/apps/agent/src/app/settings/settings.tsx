import '@/shared/i18n/settings'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { EmptyState, Input, cn } from '@tessera/ui'
import { ChevronLeft } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { NotFound } from '@/app/errors'
import { BeforeTitle, Page, RowsSkeleton } from '@/shared/page'
import { part } from '@/shared/part'
import { GROUPS, SECTIONS, type Section } from './registry'
import { useSections } from './use-sections'

/** The frame: all sections at the left, one of them beside it. On a phone the list leads to the page and back. */
export function Settings() {
  const { section } = useParams({ strict: false })
  // A section is its page's main part; without one, the sections are.
  const Frame = section ? 'div' : 'main'
  return (
    <Frame className="flex min-w-0 flex-1">
      <SectionNav className={section ? 'hidden md:flex' : 'flex'} />
      <div className={cn('min-w-0 flex-1', section ? 'flex' : 'hidden md:flex')}>
        <Outlet />
      </div>
    </Frame>
  )
}

export function NoSection() {
  return (
    <div className="flex min-w-0 flex-1">
      <EmptyState mosaic="inbox" title={t('settings.choose')} text={t('settings.chooseText')} />
    </div>
  )
}

const PAGES = new Map(
  SECTIONS.map((section) => {
    const Content = part(async () => ({ default: await section.load() }))
    return [section.id, <Content key={section.id} />]
  }),
)

export function SectionPage() {
  const { section } = useParams({ strict: false })
  const found = useSections().find((each) => each.id === section)
  if (!found) return <NotFound />
  const back = (
    <Link
      to="/settings"
      aria-label={t('settings.back')}
      className="-ms-2 inline-flex size-11 shrink-0 items-center justify-center rounded-control text-icon hover:bg-hover md:hidden"
    >
      <ChevronLeft size={18} aria-hidden="true" />
    </Link>
  )
  return (
    <BeforeTitle value={back}>
      <Suspense
        fallback={
          <Page title={titleOf(found)}>
            <RowsSkeleton />
          </Page>
        }
      >
        {PAGES.get(found.id)}
      </Suspense>
    </BeforeTitle>
  )

  function titleOf({ id }: Section) {
    return t(`settings.section.${id as 'tags'}`)
  }
}

function SectionNav({ className }: { className: string }) {
  const [query, setQuery] = useState('')
  const sections = useSections()
  const wanted = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const title = (section: Section) => t(`settings.section.${section.id as 'tags'}`)
  const words = (section: Section) =>
    `${title(section)} ${t(`settings.words.${section.id as 'tags'}`)} ${t(`settings.group.${section.group}`)}`
  const shown = sections.filter((each) => wanted.every((word) => words(each).toLocaleLowerCase().includes(word)))
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
          type="search"
          className="shrink-0"
          aria-label={t('settings.search')}
          placeholder={t('settings.search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {GROUPS.filter((group) => shown.some((each) => each.group === group)).map((group) => (
          <div key={group} role="group" aria-label={t(`settings.group.${group}`)} className="flex flex-col gap-px">
            <h2 className="px-2 pb-1 text-2xs font-medium text-quiet">{t(`settings.group.${group}`)}</h2>
            {shown
              .filter((each) => each.group === group)
              .map((each) => (
                <SectionLink key={each.id} section={each} title={title(each)} />
              ))}
          </div>
        ))}
        <p role="status" className="px-2 text-quiet empty:hidden">
          {shown.length === 0 && t('settings.nothing')}
        </p>
      </div>
    </nav>
  )
}

function SectionLink({ section, title }: { section: Section; title: string }) {
  const Icon = section.icon
  return (
    <Link
      to="/settings/$section"
      params={{ section: section.id }}
      className="flex h-8 items-center gap-2.5 rounded-control px-2 hover:bg-hover hover:text-strong aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-strong pointer-coarse:h-11"
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-icon" />
      <span className="truncate">{title}</span>
    </Link>
  )
}
