import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Avatar, Popover, PopoverContent, PopoverTrigger, cn } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { usePresence } from '@/shared/presence/presence'
import { knownTicket } from '@/shared/tickets/cache'
import { useAgents, useMe } from '@/shared/tickets/queries'
import { HOME_VIEW } from '@/shared/tickets/views'

const SHOWN = 5

/** Who else is here; pressing it says on which ticket. */
export function OnlineNow({ narrow }: { narrow: boolean }) {
  const [open, setOpen] = useState(false)
  const people = useOnline()
  if (people.length === 0) return null
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        data-testid="online-now"
        className={cn(
          'mx-2 mb-1 flex h-8 items-center gap-1 rounded-control px-2 text-xs text-quiet hover:bg-selected/70 hover:text-strong pointer-coarse:h-11',
          narrow && 'justify-center px-0',
        )}
      >
        {people.slice(0, narrow ? 1 : SHOWN).map(({ id, name }) => (
          <Avatar key={id} name={name} size={20} title={false} />
        ))}
        <span className={narrow ? 'sr-only' : 'ms-1 truncate'}>{t('presence.online', { count: people.length })}</span>
      </PopoverTrigger>
      <PopoverContent side="top" align="start" aria-label={t('presence.onlineTitle')} className="w-72 p-1.5">
        <h2 className="px-2 pt-1 pb-1.5 text-xs font-medium text-strong">{t('presence.onlineTitle')}</h2>
        <ul className="max-h-72 overflow-y-auto">
          {people.map((one) => (
            <Person key={one.id} {...one} onLeave={() => setOpen(false)} />
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  )
}

type PersonProps = { name: string; ticketIds: string[]; onLeave: () => void }

function Person({ name, ticketIds, onLeave }: PersonProps) {
  const client = useQueryClient()
  const tickets = ticketIds.flatMap((id) => knownTicket(client, id) ?? [])
  return (
    <li className="flex items-start gap-2.5 rounded-control px-2 py-1.5">
      <Avatar name={name} size={24} title={false} />
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate text-strong">{name}</bdi>
        {tickets.length === 0 && <span className="text-xs text-quiet">{t('presence.noTicket')}</span>}
        {tickets.map(({ id, number, subject }) => (
          <Link
            key={id}
            to="/views/$view/$ticketId"
            params={{ view: HOME_VIEW, ticketId: id }}
            onClick={onLeave}
            className="truncate text-xs text-quiet underline-offset-2 touch-target hover:text-strong hover:underline"
          >
            #{number} <bdi>{subject}</bdi>
          </Link>
        ))}
      </span>
    </li>
  )
}

/** The others who are connected, by name, each with the tickets that they have open. */
function useOnline() {
  const people = usePresence()
  const agents = useAgents()
  const me = useMe().id
  const open = new Map<string, Set<string>>()
  for (const { agent_id, ticket_id } of Object.values(people)) {
    if (agent_id === me) continue
    const held = open.get(agent_id) ?? new Set()
    if (ticket_id) held.add(ticket_id)
    open.set(agent_id, held)
  }
  return [...open]
    .map(([id, held]) => ({ id, name: agents.find((one) => one.id === id)?.name ?? '?', ticketIds: [...held] }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
