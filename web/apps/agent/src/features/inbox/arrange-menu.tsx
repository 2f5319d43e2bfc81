import '@/shared/i18n/views'
import type { CustomField } from '@tessera/api'
import {
  IconButton,
  Kbd,
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@tessera/ui'
import { ArrowDownUp } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { useFields } from '@/shared/catalogue/queries'
import { sortFrom, textOfSort } from '@/shared/views/address'
import { GROUPS, SORTS, isGroupable } from '@/shared/views/arrange'
import { ownField, textOfField } from '@/shared/views/filter'
import { useFieldName } from '@/shared/views/sentence'
import { useChooseColumns, useColumns, useEveryColumn } from '@/shared/views/use-columns'
import { type Layout, useChooseLayout, useLayout } from '@/shared/views/use-layout'
import { groupingOf, useListSearch } from '@/shared/views/use-listing'

const NONE = 'none'
const LAYOUTS = [
  { name: 'split', command: 'layoutSplit' },
  { name: 'list', command: 'layoutList' },
  { name: 'board', command: 'layoutBoard' },
] as const

/** How the list stands, in which order, and by what it is grouped; the address has what makes it another list. */
export function ArrangeMenu() {
  const { search, set } = useListSearch()
  const [open, setOpen] = useState(false)
  const sort = sortFrom(search.order)
  const layout = useLayout()
  const choose = useChooseLayout()
  const own = useFields().filter((field) => !field.deleted)
  useCommand('arrange', () => setOpen(true))
  return (
    <Menu open={open} onOpenChange={setOpen}>
      <MenuTrigger asChild>
        <IconButton icon={ArrowDownUp} label={t('views.arrange')} keys={keysOf('arrange')} />
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>{t('views.layout')}</MenuLabel>
        <MenuRadioGroup value={layout} onValueChange={(wanted) => choose(wanted as Layout)}>
          {LAYOUTS.map(({ name, command }) => (
            <MenuRadioItem key={name} value={name}>
              <span className="flex-1">{t(`views.layouts.${name}`)}</span>
              <span className="pointer-coarse:hidden">
                <Kbd keys={keysOf(command) ?? ''} />
              </span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuLabel>{t('views.groupBy')}</MenuLabel>
        <MenuRadioGroup
          value={textOfField(groupingOf(search) ?? NONE)}
          onValueChange={(group) => set({ group: group === NONE ? undefined : group })}
        >
          {layout !== 'board' && <MenuRadioItem value={NONE}>{t('views.noGroups')}</MenuRadioItem>}
          {GROUPS.map((group) => (
            <MenuRadioItem key={group} value={group}>
              {t(`views.field.${group}`)}
            </MenuRadioItem>
          ))}
          <OwnFields of={own.filter(isGroupable)} />
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuLabel>{t('views.sortBy')}</MenuLabel>
        <MenuRadioGroup
          value={textOfField(sort?.field ?? NONE)}
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
          <OwnFields of={own} />
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
        {layout === 'list' && <Columns />}
      </MenuContent>
    </Menu>
  )
}

function OwnFields({ of }: { of: CustomField[] }) {
  return of.map(({ id, name }) => (
    <MenuRadioItem key={id} value={textOfField(ownField(id))}>
      <bdi>{name}</bdi>
    </MenuRadioItem>
  ))
}

/** What a list that fills the screen tells of each ticket. */
function Columns() {
  const columns = useColumns()
  const choose = useChooseColumns()
  const nameOf = useFieldName()
  return (
    <>
      <MenuSeparator />
      <MenuLabel>{t('views.columns')}</MenuLabel>
      {useEveryColumn().map((column) => (
        <MenuCheckboxItem
          key={column}
          checked={columns.includes(column)}
          onCheckedChange={(shown) => choose(shown ? [...columns, column] : columns.filter((each) => each !== column))}
        >
          <bdi>{nameOf(column)}</bdi>
        </MenuCheckboxItem>
      ))}
    </>
  )
}
