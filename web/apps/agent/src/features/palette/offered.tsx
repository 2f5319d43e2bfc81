import { CommandGroup, CommandItem } from '@tessera/ui'
import { keysOf } from '@/shared/hotkeys'
import { t } from '@/shared/i18n'
import { useOffered } from '@/shared/offers'
import type { Then } from './then'

/** What can be done with what is on the screen, and mostly has no key. Asked for by typing. */
export function Offered({ then }: { then: Then }) {
  const offered = useOffered()
  // The palette cannot bear a group without a line.
  if (offered.length === 0) return null
  return (
    <CommandGroup heading={t('palette.thisTicket')}>
      {offered.map(({ id, text, words, icon, command, run }) => (
        <CommandItem
          key={id}
          value={`offer ${id}`}
          keywords={words ? [text, words] : [text]}
          icon={icon}
          keys={command && keysOf(command)}
          onSelect={then(run)}
        >
          {text}
        </CommandItem>
      ))}
    </CommandGroup>
  )
}
