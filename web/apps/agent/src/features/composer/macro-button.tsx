import type { Macro } from '@tessera/api'
import { IconButton, Picker } from '@tessera/ui'
import { Zap } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { useMacroList, useRunMacro } from '@/shared/macros/use-macros'

type Props = { ticketId: string; onUsed: () => void }

/** Finds a macro by typing and uses it. The slash key on an empty line opens it as well. */
export function MacroButton({ ticketId, onUsed }: Props) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const list = useMacroList(asked)
  const run = useRunMacro(ticketId)
  const macros = list.data?.items ?? []
  function toggle(next: boolean) {
    setAsked(true)
    setOpen(next)
  }
  function pick(id: string) {
    setOpen(false)
    const macro = macros.find((each) => each.id === id)
    if (!macro) return
    run(macro)
    onUsed()
  }
  useCommand('macro', () => toggle(true))
  return (
    <Picker
      label={t('macros.use')}
      value=""
      options={macros.map((macro) => optionOf(macro))}
      open={open}
      onOpenChange={toggle}
      onPick={pick}
      returnFocus
      searchLabel={t('macros.search')}
      empty={t(list.isPending ? 'macros.loading' : list.isError ? 'admin.failedTitle' : 'macros.nothing')}
    >
      <IconButton icon={Zap} size={15} label={t('macros.use')} keys={keysOf('macro')} className="size-7" />
    </Picker>
  )
}

function optionOf({ id, name, folder }: Macro) {
  return { value: id, label: name, hint: folder, keywords: [folder] }
}
