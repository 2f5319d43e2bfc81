import type { GroupField } from '@tessera/api'
import { Avatar, PriorityIcon, StatusIcon } from '@tessera/ui'

/** What a group has beside its name, if it has something. */
export function GroupShape({ by, of, name }: { by: GroupField; of: string; name: string }) {
  if (by === 'status') return <StatusIcon status={of as 'open'} />
  if (by === 'priority') return <PriorityIcon priority={of as 'low'} size={14} />
  if (by === 'assignee' && of !== 'none') return <Avatar name={name} size={16} title={false} />
  return null
}
