import '@/shared/i18n/jobs'
import type texts from '@/shared/i18n/en-jobs.json'
import { useCatalogue } from '@/shared/catalogue/queries'
import { t } from '@/shared/i18n'
import { idOfOwn, isOwnField } from '@/shared/views/filter'

type FieldName = keyof typeof texts.jobs.column

/** What a field of a file is called, by what the API calls it: also `domains.0`, the first of several. */
export function useColumnName(): (field: string) => string {
  const own = useCatalogue().fields
  return (field) => {
    if (isOwnField(field)) return own.find((each) => each.id === idOfOwn(field))?.name ?? field
    return t(`jobs.column.${field.split('.')[0] as FieldName}`)
  }
}
