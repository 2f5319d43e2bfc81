import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { TicketRow } from '@/features/inbox/ticket-row'
import { replicaOf } from '@/shared/replica/local'
import { isCopied, useSyncState } from '@/shared/replica/use-list'
import { useAgents } from '@/shared/tickets/queries'

const SHOWN = 3

/** The first tickets of one's own copy, as a list shows them; nothing in it can be used. */
export function SampleList() {
  const client = useQueryClient()
  const agents = useAgents()
  const copied = useSyncState(isCopied)
  const tickets = useMemo(
    () => [...replicaOf(client).all()].slice(0, SHOWN),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- whoever opens this page first has a copy a moment later
    [client, copied],
  )
  if (tickets.length === 0) return null
  return (
    <ul inert data-testid="sample-list" className="overflow-hidden rounded-surface border border-line">
      {tickets.map((ticket, index) => (
        <li key={ticket.id} className="-mb-px h-(--row-height)">
          <TicketRow
            ticket={ticket}
            href=""
            assignee={agents.find(({ id }) => id === ticket.assignee_id)?.name}
            selected={index === 1}
            current={false}
            under={false}
            onOpen={() => undefined}
          />
        </li>
      ))}
    </ul>
  )
}
