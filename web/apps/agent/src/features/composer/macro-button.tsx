import { IconButton, PopoverPlace } from '@tessera/ui'
import { Zap } from 'lucide-react'
import { type ContextType, useState } from 'react'
import { t } from '@/shared/i18n'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { MacroPicker } from '@/shared/macros/macro-picker'
import { useRunMacro } from '@/shared/macros/use-macros'

type Props = { ticketId: string; onUsed: () => void }

type Place = ContextType<typeof PopoverPlace>

/** Finds a macro by typing and uses it. The slash key at the beginning of a word opens it as well, beside the cursor. */
export function MacroButton({ ticketId, onUsed }: Props) {
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState<Place>(null)
  const run = useRunMacro(ticketId)
  useCommand('macro', () => {
    setPlace(cursorOf(document.activeElement))
    setOpen(true)
  })
  return (
    <PopoverPlace value={place}>
      <MacroPicker
        open={open}
        onOpenChange={(next) => {
          if (next) setPlace(null)
          setOpen(next)
        }}
        onPick={(macro) => {
          run(macro)
          onUsed()
        }}
        returnFocus
      >
        <IconButton icon={Zap} size={15} label={t('macros.use')} keys={keysOf('macro')} className="size-7" />
      </MacroPicker>
    </PopoverPlace>
  )
}

/** Where one writes, as it was when the key was pressed; null outside a text. */
function cursorOf(active: Element | null): Place {
  const selection = active instanceof HTMLElement && active.isContentEditable ? getSelection() : null
  if (!selection?.rangeCount) return null
  const range = selection.getRangeAt(0)
  const { startContainer: within } = range
  // A line without a letter has no box of its own.
  const line = within instanceof Element ? within : within.parentElement
  const rect = range.getClientRects()[0] ?? line?.getBoundingClientRect()
  return rect ? { current: { getBoundingClientRect: () => rect } } : null
}
