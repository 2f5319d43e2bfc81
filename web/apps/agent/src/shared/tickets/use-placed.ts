import { useContext } from 'react'
import { t } from '@/shared/i18n'
import { Place } from '@/shared/hotkeys'

/** What a part of a ticket is called: of two that stand side by side, which one's it is. */
export function usePlaced(label: string): string {
  return useContext(Place) === 'beside' ? t('beside.of', { label }) : label
}
