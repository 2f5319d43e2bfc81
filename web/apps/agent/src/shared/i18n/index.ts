import i18next from 'i18next'
import type jobs from './en-jobs.json'
import type pages from './en-pages.json'
import type search from './en-search.json'
import type settings from './en-settings.json'
import type customer from './en-customer.json'
import type dashboard from './en-dashboard.json'
import type views from './en-views.json'
import en from './en.json'
import { icuFormat } from './icu'
import { LANGUAGE, LOCALE } from './language'

export { LANGUAGE, LANGUAGES, LOCALE, type Language } from './language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: {
      translation: typeof en &
        typeof pages &
        typeof jobs &
        typeof search &
        typeof settings &
        typeof views &
        typeof dashboard &
        typeof customer
    }
  }
}

/**
 * All texts are in a catalogue per language, in ICU MessageFormat: what the list needs is here; what pages and layers need
 * that are fetched when they open comes with them (`pages.ts`).
 */
export const i18n = i18next.createInstance()
void i18n.use(icuFormat(() => LOCALE)).init({
  lng: LANGUAGE,
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
})

/** The text of a key. The language stays while a page is open (another one loads it anew), so nothing has to follow it. */
export const t = i18n.t

type Texts = { default: Record<string, unknown> }
const first = import.meta.glob<Texts>(['./de.json', './ar.json'])

/** Fetches the texts of the chosen language before anything is shown; what is missing in them shows in English. */
export async function loadTexts(): Promise<void> {
  const load = first[`./${LANGUAGE}.json`]
  if (load) i18n.addResourceBundle(LANGUAGE, 'translation', (await load()).default, true)
}
