import '@/shared/i18n/pages'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@tessera/ui'
import { useNavigate } from '@tanstack/react-router'
import { Bell, BellOff, Coffee, Keyboard, LogOut, SunMoon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useQuiet } from '@/features/notices/use-quiet'
import { t } from '@/shared/i18n'
import { keysOf, registry } from '@/shared/hotkeys'
import { type Theme, usePreferences } from '@/shared/preferences'
import { useAmAway } from '@/shared/tickets/away'
import { useMayWrite, useMe } from '@/shared/tickets/queries'

const THEMES: Theme[] = ['system', 'light', 'dark', 'contrast']

/** The user menu itself, open as soon as it is there. */
export function UserMenuOpen({ trigger }: { trigger: ReactElement }) {
  const me = useMe()
  const mayWrite = useMayWrite()
  const away = useAmAway()
  const quiet = useQuiet()
  const { theme, set } = usePreferences()
  const navigate = useNavigate()
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
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
        <MenuItem
          icon={<SunMoon size={15} />}
          onSelect={() => void navigate({ to: '/settings/$section', params: { section: 'appearance' } })}
        >
          {t('theme.more')}
        </MenuItem>
        <MenuSeparator />
        {mayWrite && (
          <MenuItem icon={<Coffee size={15} />} keys={keysOf('away')} onSelect={() => registry.run('away')}>
            {t(away ? 'away.comeBack' : 'away.go')}
          </MenuItem>
        )}
        {quiet && <MenuLabel>{quiet.text}</MenuLabel>}
        <MenuItem
          icon={quiet?.byHand ? <Bell size={15} /> : <BellOff size={15} />}
          keys={keysOf('quiet')}
          onSelect={() => registry.run('quiet')}
        >
          {t(quiet?.byHand ? 'quiet.endNow' : 'command.quiet')}
        </MenuItem>
        <MenuItem icon={<Keyboard size={15} />} keys={keysOf('help')} onSelect={() => registry.run('help')}>
          {t('command.help')}
        </MenuItem>
        <MenuItem icon={<LogOut size={15} />} onSelect={() => registry.run('signOut')}>
          {t('user.signOut')}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
