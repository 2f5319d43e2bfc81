/** The languages of the screens, by their own names. `public/start.js` knows the same ones. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', ar: 'العربية' } as const
export type Language = keyof typeof LANGUAGES

/** What `start.js` chose before the first paint; another choice loads the page anew. Outside of a page: English. */
export const LANGUAGE: Language = known(globalThis.document?.documentElement.lang)

/** For dates, numbers and sorting: the language as the reader's region has it. */
export const LOCALE = localeOf(LANGUAGE, globalThis.navigator?.languages ?? [])

function known(tag: string | undefined): Language {
  const language = tag?.split('-')[0] ?? ''
  return language in LANGUAGES ? (language as Language) : 'en'
}

/** Ticket numbers, sizes and code have Latin digits in every language, so that they can be told on the phone as they stand. */
export function localeOf(language: Language, wanted: readonly string[]): string {
  const regional = wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language
  return language === 'ar' ? `${regional.split('-u-')[0]}-u-nu-latn` : regional
}
