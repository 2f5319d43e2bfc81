import { IconButton } from '@tessera/ui'
import { Zap } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { MacroPicker } from '@/shared/macros/macro-picker'
import { useRunMacro } from '@/shared/macros/use-macros'

type Props = { ticketId: string; onUsed: () => void }

/** Finds a macro by typing and uses it. The slash key at the beginning of a word opens it as well. */
export function MacroButton({ ticketId, onUsed }: Props) {
  const [open, setOpen] = useState(false)
  const run = useRunMacro(ticketId)
  useCommand('macro', () => setOpen(true))
  return (
    <MacroPicker
      open={open}
      onOpenChange={setOpen}
      onPick={(macro) => {
        run(macro)
        onUsed()
      }}
      returnFocus
    >
      <IconButton icon={Zap} size={15} label={t('macros.use')} keys={keysOf('macro')} className="size-7" />
    </MacroPicker>
  )
}
