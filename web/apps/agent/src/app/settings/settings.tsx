import '@/shared/i18n/settings'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { EmptyState, cn } from '@tessera/ui'
import { ChevronLeft } from 'lucide-react'
import { Suspense } from 'react'
import { t } from '@/shared/i18n'
import { NotFound } from '@/app/errors'
import { BeforeTitle, Page, RowsSkeleton } from '@/shared/page'
import { part } from '@/shared/part'
import { titleOf } from './finding'
import { SECTIONS } from './registry'
import { SectionNav } from './section-nav'
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
}
