import { Tooltip, cn } from '@tessera/ui'
import { Forward, Lock, Reply } from 'lucide-react'
import { t } from '@/shared/i18n'
import { keysOf } from '@/shared/hotkeys'
import type { Paper } from '@/shared/messages/drafts'

const KINDS = [
  { kind: 'reply', icon: Reply },
  { kind: 'note', icon: Lock },
  { kind: 'forward', icon: Forward },
] as const

export function KindTabs({ kind, onChoose }: { kind: Paper; onChoose: (kind: Paper) => void }) {
  return (
    <div role="group" aria-label={t('composer.mode')} className="flex shrink-0 gap-1 px-2 pt-1.5">
      {KINDS.map(({ kind: each, icon: Icon }) => (
        <Tooltip key={each} text={t(`command.${each}`)} keys={keysOf(each)} side="top">
          <button
            type="button"
            aria-pressed={kind === each}
            onClick={() => onChoose(each)}
            className={cn(
              'flex h-7 items-center gap-1.5 rounded-control px-2 text-xs text-quiet hover:text-strong pointer-coarse:h-11 pointer-coarse:px-3',
              kind === each && (each === 'reply' ? 'font-semibold text-strong' : 'font-semibold text-note-ink'),
            )}
          >
            <Icon size={13} aria-hidden="true" />
            {t(`composer.${each}`)}
          </button>
        </Tooltip>
      ))}
    </div>
  )
}
