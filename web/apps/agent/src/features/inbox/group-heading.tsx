import '@/shared/i18n/views'
import type { GroupField } from '@tessera/api'
import type { Group } from '@tessera/sync'
import { PriorityIcon, StatusIcon, cn } from '@tessera/ui'
import { ChevronRight } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useGroupName } from './group-name'

type Props = { by: GroupField; group: Group; folded: boolean; onFold: () => void }

/** Over the rows of a group: what they have in common, and how many they are. Pressing it folds them away. */
export function GroupHeading({ by, group, folded, onFold }: Props) {
  const { key, count } = group
  const name = useGroupName()(by, key)
  return (
    <button
      type="button"
      aria-expanded={!folded}
      data-testid="group"
      onClick={onFold}
      className="flex h-8 w-full items-center gap-2 border-b border-line bg-side ps-3 pe-4 text-start text-xs outline-offset-[-2px] hover:text-strong"
    >
      <ChevronRight size={13} aria-hidden="true" className={cn('text-icon', folded ? 'rtl:rotate-180' : 'rotate-90')} />
      {by === 'status' && <StatusIcon status={key as 'open'} />}
      {by === 'priority' && <PriorityIcon priority={key as 'low'} size={14} />}
      <span className="truncate font-medium text-strong">{name}</span>
      <span aria-hidden="true" className="text-quiet tabular-nums">
        {count}
      </span>
      <span className="sr-only">{t('views.count', { count })}</span>
    </button>
  )
}
