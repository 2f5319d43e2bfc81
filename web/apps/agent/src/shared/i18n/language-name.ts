import { LOCALE } from '.'

/** In the reader's own language; a tag that it has no name for stays a tag. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(LOCALE, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
