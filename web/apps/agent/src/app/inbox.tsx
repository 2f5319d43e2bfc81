import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { EmptyState, ResizablePane, cn } from '@tessera/ui'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { TicketList } from '@/features/inbox/ticket-list'
import { usePreferences } from '@/shared/preferences'
import { useTeams } from '@/shared/tickets/queries'
import { readListSearch } from '@/shared/views/address'
import { filterOf, isViewName, tagOf, teamOf } from '@/shared/tickets/views'

/** The list and, beside it, a ticket. On a phone one of the two; the address says which. */
export function Inbox() {
  const { t } = useTranslation()
  const { view } = useParams({ from: '/shell/views/$view' })
  const { ticketId } = useParams({ strict: false })
  const { listWidth, set } = usePreferences()
  const navigate = useNavigate()
  const title = useViewTitle(view)
  const filter = filterOf(view)

  useEffect(() => {
    if (!ticketId) document.title = `${title} · ${t('app.name')}`
  }, [title, ticketId, t])

  if (!filter) return <NoView />
  return (
    <main className="flex min-w-0 flex-1">
      <ResizablePane
        width={listWidth}
        min={320}
        max={480}
        onResize={(width) => set({ listWidth: width })}
        label={t('list.label', { view: title })}
        edgeLabel={t('list.resize')}
        className={cn(
          'w-full shrink-0 border-e border-line md:w-[min(var(--pane-width),44vw)]',
          ticketId ? 'hidden md:block' : 'block',
        )}
      >
        <TicketList
          key={view}
          view={view}
          title={title}
          filter={filter}
          selected={ticketId}
          onOpen={(id, replace) =>
            void navigate({
              to: '/views/$view/$ticketId',
              params: { view, ticketId: id },
              search: readListSearch,
              replace,
            })
          }
        />
      </ResizablePane>
      <div className={cn('min-w-0 flex-1', ticketId ? 'flex' : 'hidden md:flex')}>
        <Outlet />
      </div>
    </main>
  )
}

function useViewTitle(view: string): string {
  const { t } = useTranslation()
  const teams = useTeams()
  const team = teamOf(view)
  if (team) return teams.find((each) => each.id === team)?.name ?? t('activity.someTeam')
  const tag = tagOf(view)
  if (tag) return t('view.tag', { tag })
  return isViewName(view) ? t(`view.${view}`) : ''
}

function NoView() {
  const { t } = useTranslation()
  return (
    <main className="flex flex-1">
      <EmptyState page mosaic="search" title={t('empty.noView.title')} text={t('empty.noView.text')} />
    </main>
  )
}
