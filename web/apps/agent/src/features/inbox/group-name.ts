import '@/shared/i18n/views'
import type { GroupField } from '@tessera/api'
import { t } from '@/shared/i18n'
import type { DUE_GROUPS } from '@/shared/views/arrange'
import { useFields } from '@/shared/catalogue/queries'
import { idOfOwn, isOwnField } from '@/shared/views/filter'
import { useFieldName, useValueName } from '@/shared/views/sentence'

/** What a group is called. */
export function useGroupName(): (by: GroupField, key: string) => string {
  const nameOf = useValueName()
  const fieldName = useFieldName()
  const fields = useFields()
  return (by, key) => {
    if (by === 'due') return t(`views.due.${key as (typeof DUE_GROUPS)[number]}`)
    if (isOwnField(by)) {
      const field = fieldName(by) ?? t('views.goneField')
      const ticked = fields.find(({ id }) => id === idOfOwn(by))?.type === 'checkbox'
      if (ticked) return t('views.is', { field, values: nameOf(by, key === 'none' ? 'false' : key) })
      return key === 'none' ? t('views.when.unset', { field }) : nameOf(by, key)
    }
    if (key === 'none') return by === 'team' ? t('properties.noTeam') : t('list.unassigned')
    return nameOf(by, key)
  }
}
