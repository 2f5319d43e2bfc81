import { Avatar, cn } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useOthersOn } from './use-others'

type Props = { ticketId: string; size?: 16 | 24; most?: number; className?: string }

/** The pictures of the others who have a ticket open. */
export function OthersOnTicket({ ticketId, size = 16, most = 1, className }: Props) {
  const others = useOthersOn(ticketId)
  if (others.length === 0) return null
  const names = others.map(({ name }) => name).join(', ')
  const label = t('presence.here', { names, count: others.length })
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      data-testid="others-here"
      className={cn('flex shrink-0 items-center gap-0.5', className)}
    >
      {others.slice(0, most).map(({ id, name }) => (
        <span key={id} className="flex rounded-tile ring-2 ring-accent">
          <Avatar name={name} size={size} title={false} />
        </span>
      ))}
      {others.length > most && <span className="ps-0.5 text-2xs text-quiet">+{others.length - most}</span>}
    </span>
  )
}
