import '@/shared/i18n/views'
import type { View } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { IconButton, Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger, Tooltip, cn, useNow } from '@tessera/ui'
import { ArrowDown, ArrowUp, Copy, Ellipsis, ListFilter, Pencil, Trash2 } from 'lucide-react'
import { type DragEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import { replicaOf } from '@/shared/replica/local'
import { useLiveCount } from '@/shared/replica/use-list'
import { searchOf } from '@/shared/saved-views/asked'
import { useSavedViews } from '@/shared/saved-views/queries'
import { useViewChanges } from '@/shared/saved-views/use-change'
import { useMe } from '@/shared/tickets/queries'
import { HOME_VIEW, savedOf, savedView } from '@/shared/tickets/views'
import { compile, followsTime } from '@/shared/views/filter'
import { ViewDialog } from './view-dialog'

const TYPE = 'application/x-tessera-view'
const count = new Intl.NumberFormat(LOCALE, { notation: 'compact' })

/** The saved views in the sidebar, with how many tickets each finds. */
export function SavedNav({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation()
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
        <ViewDialog view={edited.copy ? null : edited.view} asked={edited.view} onClose={() => setEdited(null)} />
      )}
    </div>
  )
}

type ItemProps = {
  view: View
  at: number
  views: View[]
  narrow: boolean
  onEdit: () => void
  onCopy: () => void
}

function SavedItem({ view, at, views, narrow, onEdit, onCopy }: ItemProps) {
  const { t } = useTranslation()
  const { move } = useViewChanges()
  const found = useFound(view)
  const drop = (event: DragEvent) => {
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
      onDragOver={(event) => event.dataTransfer.types.includes(TYPE) && event.preventDefault()}
      onDrop={drop}
      className={cn(
        'flex h-7.5 min-w-0 flex-1 items-center gap-2.5 rounded-control px-2 text-body transition-colors duration-(--motion-quick) hover:bg-selected/70 hover:text-strong aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-strong pointer-coarse:h-11',
        narrow ? 'justify-center px-0' : 'pe-8',
      )}
    >
      <span className="flex w-4 shrink-0 justify-center text-icon">{icon}</span>
      {!narrow && <span className="min-w-0 flex-1 truncate">{view.name}</span>}
      {!narrow && (
        <span
          data-testid="found"
          className="text-2xs text-quiet tabular-nums group-focus-within:invisible group-hover:invisible pointer-coarse:visible"
        >
          {found > 0 && count.format(found)}
        </span>
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
      <ItemMenu view={view} at={at} views={views} onEdit={onEdit} onCopy={onCopy} />
    </div>
  )
}

function ItemMenu({ view, at, views, onEdit, onCopy }: Omit<ItemProps, 'narrow'>) {
  const { t } = useTranslation()
  const { move, remove } = useViewChanges()
  const me = useMe()
  const navigate = useNavigate()
  const shown = useParams({ strict: false }).view ?? ''
  const mayChange = view.owner_id === me.id || me.role === 'admin' || me.role === 'supervisor'
  async function removeIt() {
    const leads = savedOf(shown) === view.id
    if ((await remove(view)) && leads) void navigate({ to: '/views/$view', params: { view: HOME_VIEW } })
  }
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton
          icon={Ellipsis}
          label={t('savedViews.more', { name: view.name })}
          className="absolute end-0 size-7.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
        />
      </MenuTrigger>
      <MenuContent align="start">
        <MenuItem icon={<ArrowUp size={15} />} disabled={at === 0} onSelect={() => void move(views, view.id, at - 1)}>
          {t('savedViews.up')}
        </MenuItem>
        <MenuItem
          icon={<ArrowDown size={15} />}
          disabled={at === views.length - 1}
          onSelect={() => void move(views, view.id, at + 1)}
        >
          {t('savedViews.down')}
        </MenuItem>
        <MenuSeparator />
        {mayChange && (
          <MenuItem icon={<Pencil size={15} />} onSelect={onEdit}>
            {t('savedViews.editAction')}
          </MenuItem>
        )}
        <MenuItem icon={<Copy size={15} />} onSelect={onCopy}>
          {t('savedViews.copy')}
        </MenuItem>
        {mayChange && (
          <MenuItem icon={<Trash2 size={15} />} onSelect={() => void removeIt()}>
            {t('savedViews.delete')}
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  )
}

/** How many tickets a view finds, as they come and go. */
function useFound(view: View): number {
  const client = useQueryClient()
  const me = useMe().id
  const now = useNow()
  const filter = view.filter
  const at = followsTime(filter) ? now : 0
  const found = useMemo(() => {
    const fits = compile(filter, { me, now: at })
    return replicaOf(client).count((ticket) => !ticket.deleted_at && !ticket.merged_into && fits(ticket))
  }, [client, filter, me, at])
  return useLiveCount(found)
}
