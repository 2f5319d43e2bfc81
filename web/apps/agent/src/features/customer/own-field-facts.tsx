import '@/shared/i18n/pages'
import type { CustomField, FieldOf, FieldValues } from '@tessera/api'
import { useFields } from '@/shared/catalogue/queries'
import { isEmpty, textOfValue } from '@/shared/catalogue/values'
import { t, LOCALE } from '@/shared/i18n'

/** What they hold, those that hold anything. */
export function OwnFieldFacts({ of, values }: { of: FieldOf; values: FieldValues }) {
  const held = useFields(of).filter((field) => !isEmpty(values[field.id]))
  if (held.length === 0) return null
  const words = { yes: t('fields.yes'), no: t('fields.no'), locale: LOCALE }
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-3 gap-y-1.5 py-1 text-xs" data-testid="own-fields">
      {held.map((field) => (
        <div key={field.id} className="contents">
          <dt className="max-w-32 text-quiet [overflow-wrap:anywhere]">{field.name}</dt>
          <dd dir="auto" className="min-w-0 whitespace-pre-wrap text-strong [overflow-wrap:anywhere] rtl:text-right">
            <Value field={field} text={textOfValue(field, values[field.id], words)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ field, text }: { field: CustomField; text: string }) {
  const link = { url: text, email: `mailto:${text}` }[field.type as 'url' | 'email']
  if (!link) return text
  return (
    <a href={link} target="_blank" rel="noreferrer noopener" className="underline-offset-2 hover:underline">
      {text.replace(/^https?:\/\//, '')}
    </a>
  )
}
