import '@/shared/i18n/settings'
import { ChoiceCards } from '@tessera/ui'
import { Contrast, Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react'
import { t, LANGUAGES, type Language } from '@/shared/i18n'
import { Page } from '@/shared/page'
import { HOLD_SECONDS, usePreferences } from '@/shared/preferences'
import { Setting } from '@/shared/setting'
import { SampleList } from './sample-list'

const THEMES = [
  { value: 'system', Icon: Monitor },
  { value: 'light', Icon: Sun },
  { value: 'dark', Icon: Moon },
  { value: 'contrast', Icon: Contrast },
] as const
const DENSITIES = [
  { value: 'comfortable', Icon: Rows2 },
  { value: 'compact', Icon: Rows4 },
] as const

/** How this browser shows the app. It is kept as soon as it is chosen: the page itself is the preview. */
export function AppearancePage() {
  const { theme, density, language, holdSeconds, set } = usePreferences()
  function speak(next: Language | 'system') {
    set({ language: next })
    // Texts, dates and direction are all of one language from the first paint on.
    location.reload()
  }
  return (
    <Page title={t('settings.section.appearance')} text={t('appearance.text')}>
      <div className="flex max-w-xl flex-col gap-6">
        <Setting id="theme">
          <ChoiceCards
            label={t('theme.label')}
            value={theme}
            choices={THEMES.map(({ value, Icon }) => ({
              value,
              label: t(`theme.${value}`),
              icon: <Icon size={14} aria-hidden="true" className="text-icon" />,
            }))}
            onChoose={(chosen) => set({ theme: chosen })}
          />
        </Setting>
        <Setting id="density">
          <ChoiceCards
            label={t('density.label')}
            value={density}
            choices={DENSITIES.map(({ value, Icon }) => ({
              value,
              label: t(`density.${value}`),
              icon: <Icon size={14} aria-hidden="true" className="text-icon" />,
            }))}
            onChoose={(chosen) => set({ density: chosen })}
          />
        </Setting>
        <SampleList />
        <Setting id="language">
          <ChoiceCards
            label={t('language.label')}
            hint={t('appearance.languageHint')}
            value={language}
            choices={[
              { value: 'system', label: t('language.system') },
              ...Object.entries(LANGUAGES).map(([value, label]) => ({ value: value as Language, label, lang: value })),
            ]}
            onChoose={speak}
          />
        </Setting>
        <Setting id="undo-send">
          <ChoiceCards
            label={t('hold.label')}
            hint={t('appearance.holdHint')}
            value={holdSeconds}
            choices={HOLD_SECONDS.map((value) => ({ value, label: t('hold.seconds', { count: value }) }))}
            onChoose={(chosen) => set({ holdSeconds: chosen })}
          />
        </Setting>
      </div>
    </Page>
  )
}
