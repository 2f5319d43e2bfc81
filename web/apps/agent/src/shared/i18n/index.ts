import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type pages from './en-pages.json'
import en from './en.json'
import { icuFormat } from './icu'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en & typeof pages }
  }
}

export const LOCALE = 'en'

/**
 * All texts are in a catalogue per language, in ICU MessageFormat: what the list needs is here; what pages and layers need
 * that are fetched when they open comes with them (`pages.ts`).
 */
export const i18n = i18next.createInstance()
void i18n
  .use(icuFormat(() => LOCALE))
  .use(initReactI18next)
  .init({
    lng: LOCALE,
    fallbackLng: LOCALE,
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  })
