import { IconButton, Menu, MenuContent, MenuItem, MenuTrigger } from '@tessera/ui'
import { Ellipsis } from 'lucide-react'
import type { ComponentProps } from 'react'
import { t } from '@/shared/i18n'

type Item = Pick<ComponentProps<typeof MenuItem>, 'icon' | 'disabled' | 'onSelect'> & { label: string }

/** What is seldom done with a person or a company: their name keeps its room. */
export function RecordMenu({ items }: { items: Item[] }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton icon={Ellipsis} label={t('action.more')} />
      </MenuTrigger>
      <MenuContent align="end">
        {items.map(({ label, ...item }) => (
          <MenuItem key={label} {...item}>
            {label}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
