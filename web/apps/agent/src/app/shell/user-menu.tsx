import {
  Avatar,
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
  cn,
} from '@tessera/ui'
import { ChevronsUpDown, Keyboard, LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keysOf, registry } from '@/shared/hotkeys'
import { type Density, type Theme, usePreferences } from '@/shared/preferences'
import { useMe } from '@/shared/tickets/queries'

export const THEMES: Theme[] = ['system', 'light', 'dark', 'contrast']
export const DENSITIES: Density[] = ['comfortable', 'compact']

export function UserMenu({ narrow = false }: { narrow?: boolean }) {
  const { t } = useTranslation()
  const me = useMe()
  const { theme, density, set } = usePreferences()
  return (
    <div className="shrink-0 border-t border-line p-2">
      <Menu>
        <MenuTrigger
          aria-label={t('user.menu', { name: me.name })}
          className={cn(
            'flex h-9 w-full items-center gap-2.5 rounded-control px-1.5 text-start hover:bg-selected/70 aria-expanded:bg-selected pointer-coarse:h-11',
            narrow && 'justify-center px-0',
          )}
        >
          <Avatar name={me.name} title={false} />
          {!narrow && (
            <>
              <span className="flex-1 truncate font-medium text-strong">{me.name}</span>
              <ChevronsUpDown size={14} className="text-icon" aria-hidden="true" />
            </>
          )}
        </MenuTrigger>
        <MenuContent side="top" align="start" className="w-60">
          <div className="px-2 pt-1.5 pb-2">
            <p className="truncate font-medium text-strong">{me.name}</p>
            <p className="truncate text-xs text-quiet">
              {t(`role.${me.role}`)} · {me.email}
            </p>
          </div>
          <MenuSeparator />
          <MenuLabel>{t('theme.label')}</MenuLabel>
          <MenuRadioGroup value={theme} onValueChange={(value) => set({ theme: value as Theme })}>
            {THEMES.map((name) => (
              <MenuRadioItem key={name} value={name}>
                {t(`theme.${name}`)}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
          <MenuLabel>{t('density.label')}</MenuLabel>
          <MenuRadioGroup value={density} onValueChange={(value) => set({ density: value as Density })}>
            {DENSITIES.map((name) => (
              <MenuRadioItem key={name} value={name}>
                {t(`density.${name}`)}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
          <MenuSeparator />
          <MenuItem icon={<Keyboard size={15} />} keys={keysOf('help')} onSelect={() => registry.run('help')}>
            {t('command.help')}
          </MenuItem>
          <MenuItem icon={<LogOut size={15} />} onSelect={() => registry.run('signOut')}>
            {t('user.signOut')}
          </MenuItem>
        </MenuContent>
      </Menu>
    </div>
  )
}
