import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { EmptyState, ResizablePane, cn } from '@tessera/ui'
import { Suspense, useCallback, useEffect, useRef } from 'react'
import { t } from '@/shared/i18n'
import { BesidePlace, useAltClick } from '@/app/beside-place'
import { FirstRun } from '@/app/first-run'
import { TicketList } from '@/features/inbox/ticket-list'
import { useCommand } from '@/shared/hotkeys'
import { KeysComing } from '@/shared/hotkeys/keys-coming'
import { PHONE, useMedia } from '@/shared/media'
import { part } from '@/shared/part'
import { usePreferences } from '@/shared/preferences'
import { useTeams } from '@/shared/tickets/queries'
import { useTitle } from '@/shared/title'
import { isAsSaved, searchOf } from '@/shared/saved-views/asked'
import { useSavedView } from '@/shared/saved-views/queries'
import { later } from '@/shared/settled'
import { readListSearch } from '@/shared/views/address'
import { useBeside } from '@/shared/views/use-beside'
import { useListSearch } from '@/shared/views/use-listing'
import { useChooseLayout, useLayout } from '@/shared/views/use-layout'
import { filterOf, isViewName, savedOf, tagOf, teamOf } from '@/shared/tickets/views'

const SaveBar = part(
  later(() => import('@/features/saved-views/save-bar').then((module) => ({ default: module.SaveBar }))),
)

// There before it is needed, like the other keys of a row.
const RowDialogs = part(later(() => import('./row-dialogs').then((module) => ({ default: module.RowDialogs }))))

/** Whether there will be a bar is known before it is fetched. */
function SaveBarComing({ view }: { view: string }) {
  const { search } = useListSearch()
  const id = savedOf(view)
  const saved = useSavedView(id)
  const asks = saved ? !isAsSaved(saved, search) : !id && Object.keys(search).length > 0
  return asks && <div className="h-9.25 shrink-0 grow border-b border-line pointer-coarse:h-13.25" />
}

/** The list and, beside it, a ticket. On a phone one of the two; the address says which. */
export function Inbox() {
  const { view } = useParams({ from: '/shell/views/$view' })
  const { ticketId } = useParams({ strict: false })
  const { listWidth, set } = usePreferences()
  const navigate = useNavigate()
  const title = useViewTitle(view)
  const filter = filterOf(view)
  const layout = useLayout()
  const { id: beside } = useBeside()
  const altClick = useAltClick()
  const phone = useMedia(PHONE)

  useTitle(ticketId ? undefined : title)

  const open = useCallback(
    (id: string, replace: boolean) =>
      void navigate({ to: '/views/$view/$ticketId', params: { view, ticketId: id }, search: readListSearch, replace }),
    [navigate, view],
  )
  useSavedSearch(view)
  useLayoutKeys()

  if (!filter) return <NoView />
  const list = (
    <TicketList
      key={view}
      view={view}
      title={title}
      filter={filter}
      selected={ticketId}
      below={
        <Suspense fallback={<SaveBarComing view={view} />}>
          <SaveBar within={filter} />
        </Suspense>
      }
      onOpen={open}
    />
  )
  return (
    <main className="flex min-w-0 flex-1" data-two={beside} onClickCapture={altClick}>
      <FirstRun />
      {layout === 'split' ? (
        <ResizablePane
          width={listWidth}
          min={320}
          max={480}
          onResize={(width) => set({ listWidth: width })}
          label={t('list.label', { view: title })}
          edgeLabel={t('list.resize')}
          // Rows are laid out by its width. A container each, or one that comes with the rows, has the browser style and lay
          // out every row by itself: that took longer than all the rest of a list.
          className={cn(
            '@container w-full shrink-0 border-line md:w-[min(var(--pane-width),44vw)] md:border-e',
            ticketId ? 'hidden md:block' : 'block',
          )}
        >
          {list}
        </ResizablePane>
      ) : (
        <section
          aria-label={t('list.label', { view: title })}
          className={cn('@container min-w-0 flex-1', ticketId ? 'hidden' : 'block')}
        >
          {list}
        </section>
      )}
      {(ticketId || (layout === 'split' && !phone)) && (
        <div className="flex min-w-0 flex-1">
          <Outlet />
        </div>
      )}
      {!ticketId && (
        <Suspense fallback={<KeysComing />}>
          <RowDialogs />
        </Suspense>
      )}
      {beside && <BesidePlace id={beside} />}
    </main>
  )
}

function useLayoutKeys(): void {
  const choose = useChooseLayout()
  useCommand('layoutSplit', () => choose('split'))
  useCommand('layoutList', () => choose('list'))
  useCommand('layoutBoard', () => choose('board'))
}

/** An address that names a saved view and nothing else means the view as it was saved. */
function useSavedSearch(name: string): void {
  const navigate = useNavigate()
  const view = useSavedView(savedOf(name))
  const search = useSearch({ from: '/shell/views/$view' })
  const entered = useRef<string>(undefined)
  useEffect(() => {
    if (!view || entered.current === name) return
    entered.current = name
    if (Object.keys(readListSearch({ ...search })).length > 0) return
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...searchOf(view) }), replace: true })
  }, [view, name, search, navigate])
}

function useViewTitle(view: string): string {
  const teams = useTeams()
  const saved = useSavedView(savedOf(view))
  const team = teamOf(view)
  if (saved) return saved.name
  if (team) return teams.find((each) => each.id === team)?.name ?? t('activity.someTeam')
  const tag = tagOf(view)
  if (tag) return t('view.tag', { tag })
  return isViewName(view) ? t(`view.${view}`) : ''
}

function NoView() {
  return (
    <main className="flex flex-1">
      <EmptyState page mosaic="search" title={t('empty.noView.title')} text={t('empty.noView.text')} />
    </main>
  )
}
