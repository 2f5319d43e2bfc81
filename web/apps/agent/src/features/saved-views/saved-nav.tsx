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
import { useViewChanges } from '@/shared/saved-views/use-change'
import { later } from '@/shared/settled'
import { dropOnView, useTicketDrop } from '@/shared/tickets/dragging'
import { useTags } from '@/shared/catalogue/queries'
import { useMe } from '@/shared/tickets/queries'
import { savedView } from '@/shared/tickets/views'
import { compile, followsTime } from '@/shared/views/filter'

// Its menu and dialog are too much for the first load; until they are here there is room for them.
const ItemMenu = part(later(() => import('./item-menu').then((module) => ({ default: module.ItemMenu }))))
const ViewDialog = part(() => import('./view-dialog').then((module) => ({ default: module.ViewDialog })))

const TYPE = 'application/x-tessera-view'

/** The saved views in the sidebar, with how many tickets each finds. */
export function SavedNav({ narrow }: { narrow: boolean }) {
  const views = useSavedViews()
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
          narrow={narrow}
          onEdit={() => setEdited({ view, copy: false })}
          onCopy={() => setEdited({ view, copy: true })}
        />
      ))}
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
  narrow: boolean
  onEdit: () => void
  onCopy: () => void
}

function SavedItem({ view, at, views, narrow, onEdit, onCopy }: ItemProps) {
  const { move } = useViewChanges()
  const found = useFound(view)
  const { over, target } = useTicketDrop(dropOnView(savedView(view.id)))
  const drop = (event: DragEvent) => {
    target.onDrop(event)
    const id = event.dataTransfer.getData(TYPE)
    if (id && id !== view.id) void move(views, id, at)
  }
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
      onDragStart={(event) => {
        event.dataTransfer.setData(TYPE, view.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      {...target}
      onDragOver={(event) => {
        target.onDragOver(event)
        if (event.dataTransfer.types.includes(TYPE)) event.preventDefault()
      }}
      onDrop={drop}
      className={cn(
        'flex h-7.5 min-w-0 flex-1 items-center gap-2.5 rounded-control px-2 text-body transition-colors duration-(--motion-quick) hover:bg-selected/70 hover:text-strong aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-strong pointer-coarse:h-11',
        narrow ? 'justify-center px-0' : 'group-focus-within:pe-8 group-hover:pe-8 pointer-coarse:pe-11',
        over && 'bg-accent-soft',
      )}
    >
      <span className="flex w-4 shrink-0 justify-center text-icon">{icon}</span>
      {!narrow && <span className="min-w-0 flex-1 truncate">{view.name}</span>}
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
