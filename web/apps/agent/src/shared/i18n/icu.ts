import type { I18nFormatModule } from 'i18next'

/** A piece of a message: text, `0` for a plural's `#`, or an argument with its kind and what that needs. */
export type Part =
  | string
  | 0
  | [name: string]
  | [name: string, kind: 'n' | 'd' | 't', style?: string]
  | [name: string, kind: 'p' | 'o' | 's', choices: Record<string, Part[]>]

/** What a catalogue holds when it is shipped: plain text, or the parts that `vite/catalogues.ts` made of an ICU message. */
export type Message = string | Part[]
type Values = Readonly<Record<string, unknown>>

/** The message in the language of `locale`. A value that is missing shows as its name in braces. */
export function formatMessage(message: Message, values: Values, locale: string): string {
  return typeof message === 'string' ? message : joined(message, values, locale, 0)
}

const made = new Map<string, unknown>()

/** Making one takes longer than using it a hundred times, and there are few. */
function cached<T, O>(Kind: new (locale: string, options: O) => T, locale: string, options: O): T {
  const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`
  if (!made.has(key)) made.set(key, new Kind(locale, options))
  return made.get(key) as T
}

const numbers = (locale: string, options: Intl.NumberFormatOptions = {}) => cached(Intl.NumberFormat, locale, options)

function joined(parts: Part[], values: Values, locale: string, count: number): string {
  return parts.map((part, at) => shown(part, values, locale, count, names(parts[at - 1]))).join('')
}

/** After a `#` stands a ticket's number, which is a name and no quantity: #1055, not #1,055. */
function names(before: Part | undefined): boolean {
  return typeof before === 'string' && before.endsWith('#')
}

function shown(part: Part, values: Values, locale: string, count: number, isName: boolean): string {
  if (typeof part === 'string') return part
  if (part === 0) return numbers(locale).format(count)
  const [name, kind, detail] = part
  const value = values[name] as string | number | Date | null | undefined
  if (value === undefined || value === null) return `{${name}}`
  switch (kind) {
    case undefined:
      if (typeof value !== 'number') return isolated(String(value), locale)
      return numbers(locale, isName ? { useGrouping: false } : {}).format(value)
    case 'n':
      return numbers(locale, numberStyle(detail)).format(Number(value))
    case 'd':
    case 't': {
      const style = { [kind === 'd' ? 'dateStyle' : 'timeStyle']: detail ?? 'medium' }
      return cached(Intl.DateTimeFormat, locale, style).format(new Date(value))
    }
    default:
      return chosen(kind, detail as Record<string, Part[]>, value, values, locale, count)
  }
}

function chosen(
  kind: 'p' | 'o' | 's',
  choices: Record<string, Part[]>,
  value: unknown,
  values: Values,
  locale: string,
  outer: number,
): string {
  const word = String(value)
  if (kind === 's')
    return joined(Object.hasOwn(choices, word) ? choices[word]! : choices['other']!, values, locale, outer)
  const type = kind === 'o' ? 'ordinal' : 'cardinal'
  const category = cached(Intl.PluralRules, locale, { type } as const).select(Number(value))
  const choice = choices[`=${word}`] ?? choices[category] ?? choices['other']!
  return joined(choice, values, locale, Number(value))
}

function numberStyle(style: string | undefined): Intl.NumberFormatOptions {
  if (style === 'percent') return { style }
  return style === 'integer' ? { maximumFractionDigits: 0 } : {}
}

/** In a line from right to left, a name or subject in another script keeps its own direction and does not tear the sentence. */
function isolated(text: string, locale: string): string {
  return locale.startsWith('ar') ? `\u2068${text}\u2069` : text
}

/** Tells i18next to show our messages instead of its own format. `localeOf` adds the region to a language. */
export function icuFormat(localeOf: (language: string) => string): I18nFormatModule {
  return {
    type: 'i18nFormat',
    name: 'icu',
    handleAsObject: false,
    addLookupKeys: (keys: string[]) => keys,
    parse: (message: Message, values: Values, language: string) => formatMessage(message, values, localeOf(language)),
  } as I18nFormatModule
}
