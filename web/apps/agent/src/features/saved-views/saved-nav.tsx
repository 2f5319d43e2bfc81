import type { View } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Tooltip, cn, useNow } from '@tessera/ui'
import { ListFilter } from 'lucide-react'
import { type DragEvent, Suspense, useMemo, useState } from 'react'
import { t } from '@/shared/i18n'
import { part } from '@/shared/part'
import { Found } from '@/shared/replica/found'
import { replicaOf } from '@/shared/replica/local'
import { useLiveCount } from '@/shared/replica/use-list'
import { searchOf } from '@/shared/saved-views/asked'
import { useSavedViews } from '@/shared/saved-views/queries'
import { later } from '@/shared/settled'
import { dropOnView, useTicketDrop } from '@/shared/tickets/dragging'
import { useTags } from '@/shared/catalogue/queries'
import { useMe } from '@/shared/tickets/queries'
import { savedView } from '@/shared/tickets/views'
import { compile, followsTime } from '@/shared/views/filter'
import { useOrder } from './use-order'

// Its menu and dialog are too much for the first load; until they are here there is room for them.
const ItemMenu = part(later(() => import('./item-menu').then((module) => ({ default: module.ItemMenu }))))
const ViewDialog = part(() => import('./view-dialog').then((module) => ({ default: module.ViewDialog })))

/** The saved views in the sidebar, with how many tickets each finds. */
export function SavedNav({ narrow }: { narrow: boolean }) {
  const views = useSavedViews()
  const order = useOrder(views)
  const [edited, setEdited] = useState<{ view: View; copy: boolean } | null>(null)
  if (views.length === 0) return null
  return (
    <div role="group" aria-label={t('savedViews.title')} className="flex flex-col gap-px" data-testid="saved-views">
      {narrow ? (
        <span className="mx-2 mb-1 h-px bg-line" />
      ) : (
        <h2 className="px-2 pt-1 pb-1 text-2xs font-medium text-quiet">{t('savedViews.title')}</h2>
      )}
      {views.map((view, at) => (
        <SavedItem
          key={view.id}
          view={view}
          at={at}
          views={views}
          order={order.of(view, at)}
          narrow={narrow}
          onEdit={() => setEdited({ view, copy: false })}
          onCopy={() => setEdited({ view, copy: true })}
        />
      ))}
      <p role="status" className="sr-only">
        {order.said}
      </p>
      {edited && (
        <Suspense>
          <ViewDialog view={edited.copy ? null : edited.view} asked={edited.view} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </div>
  )
}

export type ItemProps = {
  view: View
  at: number
  views: View[]
  order: ReturnType<ReturnType<typeof useOrder>['of']>
  narrow: boolean
  onEdit: () => void
  onCopy: () => void
}

function SavedItem({ view, at, views, order, narrow, onEdit, onCopy }: ItemProps) {
  const found = useFound(view)
  const { over, target } = useTicketDrop(dropOnView(savedView(view.id)))
  const icon = view.icon ? (
    <span aria-hidden="true" className="text-xs leading-none">
      {view.icon}
    </span>
  ) : (
    <ListFilter size={16} strokeWidth={1.75} aria-hidden="true" />
  )
  const link = (
    <Link
      to="/views/$view"
      params={{ view: savedView(view.id) }}
      search={searchOf(view)}
      activeOptions={{ includeSearch: false }}
      aria-label={narrow ? t('savedViews.link', { name: view.name, count: found }) : undefined}
      draggable
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      onDragStart={order.onDragStart}
      onDragEnd={order.onDragEnd}
      onDragOver={both(target.onDragOver, order.onDragOver)}
      onDragLeave={both(target.onDragLeave, order.onDragLeave)}
      onDrop={both(target.onDrop, order.onDrop)}
      onKeyDown={order.onKeyDown}
      className={cn(
        'relative flex h-7.5 min-w-0 items-center gap-2.5 rounded-control px-2 text-body transition-colors duration-(--motion-quick) hover:bg-selected/70 hover:text-strong aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-strong pointer-coarse:h-11',
        narrow ? 'justify-center px-0' : 'flex-1 group-focus-within:pe-8 group-hover:pe-8 pointer-coarse:pe-11',
        over && 'bg-accent-soft',
        order.dragged && 'opacity-50',
      )}
    >
      <span className="flex w-4 shrink-0 justify-center text-icon">{icon}</span>
      {!narrow && <span className="min-w-0 flex-1 truncate">{view.name}</span>}
      {order.line && (
        <span
          aria-hidden="true"
          className={cn(
            'pointer-events-none absolute inset-x-1 h-0.5 rounded-full bg-accent',
            order.line === 'above' ? '-top-0.5' : '-bottom-0.5',
          )}
        />
      )}
      {!narrow && (
        <Found count={found} className="group-focus-within:invisible group-hover:invisible pointer-coarse:visible" />
      )}
    </Link>
  )
  if (narrow)
    return (
      <Tooltip text={view.name} side="end">
        {link}
      </Tooltip>
    )
  return (
    <div className="group relative flex items-center">
      {link}
      <Suspense>
        <ItemMenu view={view} at={at} views={views} onEdit={onEdit} onCopy={onCopy} />
      </Suspense>
    </div>
  )
}

/** A view takes tickets, and other views beside it. */
const both = (tickets: (event: DragEvent) => void, views: (event: DragEvent) => void) => (event: DragEvent) => {
  tickets(event)
  views(event)
}

/** How many tickets a view finds, as they come and go. */
function useFound(view: View): number {
  const client = useQueryClient()
  const me = useMe().id
  const now = useNow()
  const { namesOf } = useTags()
  const filter = view.filter
  const at = followsTime(filter) ? now : 0
  const found = useMemo(() => {
    const fits = compile(filter, { me, now: at, tagNames: namesOf })
    return replicaOf(client).count((ticket) => !ticket.deleted_at && !ticket.merged_into && fits(ticket))
  }, [client, filter, me, at, namesOf])
  return useLiveCount(found)
}
