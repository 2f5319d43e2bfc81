import { t } from '@/shared/i18n'
import { useOthersOn } from '@/shared/presence/use-others'

/** Who else is writing here; there is always room for it, so nothing moves. */
export function WhoTypes({ ticketId }: { ticketId: string }) {
  const names = useOthersOn(ticketId)
    .filter(({ typing }) => typing)
    .map(({ name }) => name)
  return (
    <p
      role="status"
      data-testid="who-types"
      className="ms-auto min-w-0 truncate self-center px-2 pt-1.5 text-xs text-quiet"
    >
      {names.length > 0 && t('presence.types', { names: names.join(', '), count: names.length })}
    </p>
  )
}
