import '@/shared/i18n/views'
import {
  IconButton,
  Menu,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@tessera/ui'
import { ArrowDownUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { sortFrom, textOfSort } from '@/shared/views/address'
import { GROUPS, type GroupField, SORTS } from '@/shared/views/arrange'
import { useListSearch } from '@/shared/views/use-listing'

const NONE = 'none'

/** In which order the list stands, and by what it is grouped; the address has both. */
export function ArrangeMenu() {
  const { t } = useTranslation()
  const { search, set } = useListSearch()
  const [open, setOpen] = useState(false)
  const sort = sortFrom(search.order)
  useCommand('arrange', () => setOpen(true))
  return (
    <Menu open={open} onOpenChange={setOpen}>
      <MenuTrigger asChild>
        <IconButton icon={ArrowDownUp} label={t('views.arrange')} keys={keysOf('arrange')} />
      </MenuTrigger>
      <MenuContent align="end" className="max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto">
        <MenuLabel>{t('views.groupBy')}</MenuLabel>
        <MenuRadioGroup
          value={search.group ?? NONE}
          onValueChange={(group) => set({ group: group === NONE ? undefined : (group as GroupField) })}
        >
          <MenuRadioItem value={NONE}>{t('views.noGroups')}</MenuRadioItem>
          {GROUPS.map((group) => (
            <MenuRadioItem key={group} value={group}>
              {t(`views.field.${group}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuLabel>{t('views.sortBy')}</MenuLabel>
        <MenuRadioGroup
          value={sort?.field ?? NONE}
          onValueChange={(field) => {
            const chosen = sortFrom(field)
            // Soonest due first, names from A; everything else from the newest or the most urgent.
            const rises = ['due', 'subject', 'requester'].includes(field)
            set({ order: chosen ? textOfSort({ ...chosen, direction: rises ? 'asc' : 'desc' }) : undefined })
          }}
        >
          <MenuRadioItem value={NONE}>{t('views.attention')}</MenuRadioItem>
          {SORTS.map((field) => (
            <MenuRadioItem key={field} value={field}>
              {t(`views.field.${field}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        {sort && (
          <>
            <MenuSeparator />
            <MenuRadioGroup
              value={sort.direction}
              onValueChange={(direction) => set({ order: textOfSort({ ...sort, direction: direction as 'asc' }) })}
            >
              <MenuRadioItem value="asc">{t('views.ascending')}</MenuRadioItem>
              <MenuRadioItem value="desc">{t('views.descending')}</MenuRadioItem>
            </MenuRadioGroup>
          </>
        )}
      </MenuContent>
    </Menu>
  )
}
