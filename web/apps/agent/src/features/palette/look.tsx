import { CommandGroup, CommandItem } from '@tessera/ui'
import { Contrast, Languages, Rows3 } from 'lucide-react'
import { t } from '@/shared/i18n'
import { LANGUAGE, LANGUAGES, type Language } from '@/shared/i18n/language'
import { usePreferences } from '@/shared/preferences'
import type { Then } from './then'

/** How the app looks, and in which language it speaks. */
export function Look({ then }: { then: Then }) {
  const { set } = usePreferences()
  return (
    <CommandGroup heading={t('palette.look')}>
      {(['system', 'light', 'dark', 'contrast'] as const).map((theme) => {
        const name = t('command.theme', { name: t(`theme.${theme}`) })
        return (
          <CommandItem
            key={theme}
            value={`theme ${theme}`}
            keywords={[name]}
            icon={<Contrast size={15} />}
            onSelect={then(() => set({ theme }))}
          >
            {name}
          </CommandItem>
        )
      })}
      {(['comfortable', 'compact'] as const).map((density) => {
        const name = t('command.density', { name: t(`density.${density}`) })
        return (
          <CommandItem
            key={density}
            value={`density ${density}`}
            keywords={[name]}
            icon={<Rows3 size={15} />}
            onSelect={then(() => set({ density }))}
          >
            {name}
          </CommandItem>
        )
      })}
      {(Object.keys(LANGUAGES) as Language[])
        .filter((language) => language !== LANGUAGE)
        .map((language) => {
          const name = t('command.language', { name: LANGUAGES[language] })
          return (
            <CommandItem
              key={language}
              value={`language ${language}`}
              // Whoever cannot read this one looks for it by the word that is the same in most.
              keywords={[name, `Language: ${LANGUAGES[language]}`]}
              icon={<Languages size={15} />}
              onSelect={then(() => {
                set({ language })
                location.reload()
              })}
            >
              {name}
            </CommandItem>
          )
        })}
    </CommandGroup>
  )
}
