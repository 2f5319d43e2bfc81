import type { TicketSummary } from '@tessera/api'
import { Avatar, IconButton } from '@tessera/ui'
import { Bell, BellRing } from 'lucide-react'
import { t } from '@/shared/i18n'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { useAgents, useMe } from '@/shared/tickets/queries'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'

/** Who is told of what happens to the ticket, and whether that is me. */
export function FollowField({ ticket }: { ticket: TicketSummary }) {
  const me = useMe()
  const agents = useAgents()
  const { follow } = useTicketActions()
  const following = ticket.follower_ids.includes(me.id)
  useCommand('follow', () => follow(ticket.id, !following))
  const names = ticket.follower_ids.map((id) => agents.find((agent) => agent.id === id)?.name ?? t('activity.someone'))
  return (
    <div className="flex min-h-8 items-center gap-2 px-2 pointer-coarse:min-h-11">
      <span className="w-20 shrink-0 text-xs text-quiet">{t('properties.followers')}</span>
      <span className="flex min-w-0 flex-1 flex-wrap gap-1">
        {names.map((name, index) => (
          <Avatar key={ticket.follower_ids[index]} name={name} size={20} />
        ))}
        {names.length === 0 && <span className="ps-6 text-quiet">{t('properties.noFollowers')}</span>}
      </span>
      <IconButton
        icon={following ? BellRing : Bell}
        size={15}
        pressed={following}
        label={t(following ? 'properties.unfollow' : 'properties.follow')}
        keys={keysOf('follow')}
        onClick={() => follow(ticket.id, !following)}
      />
    </div>
  )
}
