import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import en from './en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

export const LOCALE = 'en'

/** All texts are in one catalogue per language, in ICU MessageFormat. */
export const i18n = i18next.createInstance()
void i18n
  .use(ICU)
  .use(initReactI18next)
  .init({
    lng: LOCALE,
    fallbackLng: LOCALE,
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  })
