import '@/shared/i18n/views'
import { useTranslation } from 'react-i18next'
import type { DUE_GROUPS, GroupField } from '@/shared/views/arrange'
import { useValueName } from '@/shared/views/sentence'

/** What a group is called. */
export function useGroupName(): (by: GroupField, key: string) => string {
  const { t } = useTranslation()
  const nameOf = useValueName()
  return (by, key) => {
    if (by === 'due') return t(`views.due.${key as (typeof DUE_GROUPS)[number]}`)
    if (key === 'none') return by === 'team' ? t('properties.noTeam') : t('list.unassigned')
    return nameOf(by, key)
  }
}
