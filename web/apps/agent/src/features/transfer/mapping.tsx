import type { ImportPreview } from '@tessera/api'
import { Select } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useColumnName } from '@/shared/jobs/use-column-name'

const NOT = '-'

type Props = {
  preview: ImportPreview
  mapping: Record<string, string>
  onChange: (mapping: Record<string, string>) => void
}

/** What each column is, beside what stands in it. A field that is given to another column leaves the first. */
export function Mapping({ preview, mapping, onChange }: Props) {
  const nameOf = useColumnName()
  const options = [
    { value: NOT, label: t('transfer.leaveOut') },
    ...preview.fields.map((field) => ({ value: field, label: nameOf(field) })),
  ]
  function pick(column: string, field: string) {
    const others = Object.entries(mapping).filter(([other, taken]) => other !== column && taken !== field)
    onChange(Object.fromEntries(field === NOT ? others : [...others, [column, field]]))
  }
  return (
    <div
      className="overflow-x-auto rounded-surface border border-line"

      role="region"
      aria-label={t('transfer.columns')}
    >
      <table className="w-full text-start text-sm">
        <thead className="border-b border-line text-xs text-quiet">
          <tr>
            <th className="px-3 py-2 text-start font-medium">{t('transfer.column')}</th>
            <th className="px-3 py-2 text-start font-medium">{t('transfer.field')}</th>
            <th className="hidden px-3 py-2 text-start font-medium md:table-cell">{t('transfer.example')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column, index) => (
            <tr key={`${index} ${column}`} className="border-b border-line last:border-0">
              <th scope="row" dir="auto" className="max-w-48 truncate px-3 py-1.5 text-start font-medium text-strong">
                {column}
              </th>
              <td className="w-56 min-w-48 px-3 py-1.5">
                <Select
                  label={t('transfer.fieldOf', { column })}
                  value={mapping[column] ?? NOT}
                  options={options}
                  onChange={(field) => pick(column, field)}
                />
              </td>
              <td dir="auto" className="hidden max-w-72 truncate px-3 py-1.5 text-quiet md:table-cell">
                {preview.rows
                  .map((row) => row.values[index])
                  .filter(Boolean)
                  .slice(0, 3)
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
