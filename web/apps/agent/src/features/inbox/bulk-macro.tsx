import '@/shared/i18n/jobs'
import type { Macro } from '@tessera/api'
import { IconButton } from '@tessera/ui'
import { Zap } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { KeysComing } from '@/shared/hotkeys/keys-coming'
import type { MacroWords, Target } from '@/shared/jobs/bulk'
import { MacroPicker } from '@/shared/macros/macro-picker'
import { part } from '@/shared/part'

const WordsDialog = part(() => import('./macro-words').then((module) => ({ default: module.MacroWordsDialog })))

type Props = { target: Target; onUse: (macro: Macro, words: MacroWords) => void }

/** Uses a macro on all that are chosen. Of one that has a text it asks first what becomes of that. */
export function BulkMacro({ target, onUse }: Props) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState<Macro | null>(null)
  useCommand('macro', () => setOpen(true))
  return (
    <>
      <MacroPicker
        open={open}
        onOpenChange={setOpen}
        onPick={(macro) => (macro.html ? setAsked(macro) : onUse(macro, null))}
      >
        <IconButton icon={Zap} label={t('macros.use')} keys={keysOf('macro')} />
      </MacroPicker>
      {asked && (
        <Suspense fallback={<KeysComing />}>
          <WordsDialog macro={asked} target={target} onUse={onUse} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </>
  )
}
