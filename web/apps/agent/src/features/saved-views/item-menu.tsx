import { useNavigate, useParams } from '@tanstack/react-router'
import { IconButton, Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger, passFocus } from '@tessera/ui'
import { ArrowDown, ArrowUp, Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useViewChanges } from '@/shared/saved-views/use-change'
import { useMe } from '@/shared/tickets/queries'
import { HOME_VIEW, savedOf } from '@/shared/tickets/views'
import type { ItemProps } from './saved-nav'

/** Its row comes with the first load, and this does not. */
const passRow = (mark: HTMLElement | null) => passFocus(mark?.parentElement ?? null)

/** What can be done with a saved view where it stands. */
export function ItemMenu({ view, at, views, onEdit, onCopy }: Omit<ItemProps, 'narrow' | 'order'>) {
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
    <span ref={passRow} className="contents">
      <Menu>
        <MenuTrigger asChild>
          <IconButton
            icon={Ellipsis}
            label={t('savedViews.more', { name: view.name })}
            className="absolute end-0 size-7.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
          />
        </MenuTrigger>
        <MenuContent align="start">
          <MenuItem
            icon={<ArrowUp size={15} />}
            keys="alt+arrowup"
            disabled={at === 0}
            onSelect={() => void move(view, (from) => from - 1)}
          >
            {t('savedViews.up')}
          </MenuItem>
          <MenuItem
            icon={<ArrowDown size={15} />}
            keys="alt+arrowdown"
            disabled={at === views.length - 1}
            onSelect={() => void move(view, (from) => from + 1)}
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
    </span>
  )
}
