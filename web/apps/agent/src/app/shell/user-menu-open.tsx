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
import { BellOff, Coffee, Keyboard, LogOut } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, type Language } from '@/shared/i18n'
import { keysOf, registry } from '@/shared/hotkeys'
import { type Density, HOLD_SECONDS, type HoldSeconds, type Theme, usePreferences } from '@/shared/preferences'
import { useAmAway } from '@/shared/tickets/away'
import { useMayWrite, useMe } from '@/shared/tickets/queries'

const THEMES: Theme[] = ['system', 'light', 'dark', 'contrast']
const DENSITIES: Density[] = ['comfortable', 'compact']

/** The user menu itself, open as soon as it is there. */
export function UserMenuOpen({ trigger }: { trigger: ReactElement }) {
  const { t } = useTranslation()
  const me = useMe()
  const mayWrite = useMayWrite()
  const away = useAmAway()
  const { theme, density, language, holdSeconds, set } = usePreferences()
  function speak(next: Language | 'system') {
    set({ language: next })
    // Texts, dates and direction are all of one language from the first paint on.
    location.reload()
  }
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
        <MenuLabel>{t('density.label')}</MenuLabel>
        <MenuRadioGroup value={density} onValueChange={(value) => set({ density: value as Density })}>
          {DENSITIES.map((name) => (
            <MenuRadioItem key={name} value={name}>
              {t(`density.${name}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuLabel>{t('language.label')}</MenuLabel>
        <MenuRadioGroup value={language} onValueChange={(value) => speak(value as Language | 'system')}>
          <MenuRadioItem value="system">{t('language.system')}</MenuRadioItem>
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <MenuRadioItem key={tag} value={tag}>
              <span lang={tag}>{name}</span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuLabel>{t('hold.label')}</MenuLabel>
        <MenuRadioGroup
          value={String(holdSeconds)}
          onValueChange={(value) => set({ holdSeconds: Number(value) as HoldSeconds })}
        >
          {HOLD_SECONDS.map((seconds) => (
            <MenuRadioItem key={seconds} value={String(seconds)}>
              {t('hold.seconds', { count: seconds })}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        {mayWrite && (
          <MenuItem icon={<Coffee size={15} />} keys={keysOf('away')} onSelect={() => registry.run('away')}>
            {t(away ? 'away.comeBack' : 'away.go')}
          </MenuItem>
        )}
        <MenuItem icon={<BellOff size={15} />} keys={keysOf('quiet')} onSelect={() => registry.run('quiet')}>
          {t('command.quiet')}
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
