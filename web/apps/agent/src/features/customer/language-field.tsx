import { t, LOCALE } from '@/shared/i18n'
import { languageName } from '@/shared/i18n/language-name'
import { PickerField } from './picker-field'

const NONE = '-'
const LANGUAGES = [
  ...['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'ga', 'he', 'hi', 'hr', 'hu'],
  ...[
    'id',
    'is',
    'it',
    'ja',
    'ko',
    'lt',
    'lv',
    'mk',
    'ms',
    'mt',
    'nb',
    'nl',
    'pl',
    'pt',
    'pt-BR',
    'ro',
    'ru',
    'sk',
    'sl',
  ],
  ...['sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'zh', 'zh-Hant'],
]

type Props = {
  /** What it is called, and what it is called when none is chosen, if that is not what a person speaks. */
  label?: string
  unknown?: string
  chosen: string | null
  error: string | undefined
  onChoose: (language: string | null) => void
}

/** What somebody is best written to in; who speaks it comes first when tickets are given out. */
export function LanguageField({
  label = t('customer.language'),
  unknown = t('customer.languageUnknown'),
  chosen,
  error,
  onChoose,
}: Props) {
  const tags = chosen && !LANGUAGES.includes(chosen) ? [chosen, ...LANGUAGES] : LANGUAGES
  const named = tags
    .map((tag) => ({ value: tag, label: languageName(tag), keywords: [tag] }))
    .sort((a, b) => a.label.localeCompare(b.label, LOCALE))
  return (
    <PickerField
      label={label}
      value={chosen ?? NONE}
      shown={chosen ? languageName(chosen) : unknown}
      options={[{ value: NONE, label: unknown }, ...named]}
      searchLabel={t('customer.findLanguage')}
      empty={t('customer.noLanguage')}
      error={error}
      onPick={(tag) => onChoose(tag === NONE ? null : tag)}
    />
  )
}
