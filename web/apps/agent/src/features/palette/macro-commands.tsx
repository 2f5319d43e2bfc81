import { CommandGroup, CommandItem } from '@tessera/ui'
import { Zap } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useMacroList, useRunMacro } from '@/shared/macros/use-macros'
import { useMayWrite } from '@/shared/tickets/queries'
import { useTicketInTurn } from '@/shared/views/use-ticket-in-turn'
import type { Then } from './then'

type Props = { query: string; then: Then }

/** "Use macro: …" for the open ticket, once something is typed. */
export function MacroCommands({ query, then }: Props) {
  const ticketId = useTicketInTurn()
  const wanted = useMayWrite() && ticketId !== undefined && query.trim() !== ''
  const list = useMacroList(wanted)
  const run = useRunMacro(ticketId ?? '')
  if (!wanted || !list.data?.items.length) return null
  return (
    <CommandGroup heading={t('macros.title')}>
      {list.data.items.map((macro) => (
        <CommandItem
          key={macro.id}
          value={`macro ${macro.id}`}
          keywords={[t('macros.useNamed', { name: macro.name }), macro.folder]}
          icon={<Zap size={15} />}
          hint={macro.folder}
          onSelect={then(() => run(macro))}
        >
          {t('macros.useNamed', { name: macro.name })}
        </CommandItem>
      ))}
    </CommandGroup>
  )
}
