import '@/shared/i18n/pages'
import type { LinkType, TicketDetail, TicketSummary } from '@tessera/api'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconButton, StatusIcon, cn } from '@tessera/ui'
import { Merge, Plus, TriangleAlert, X } from 'lucide-react'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { keysOf, registry } from '@/shared/hotkeys'
import { replicaOf } from '@/shared/replica/local'
import { useLiveQuery } from '@/shared/replica/use-list'
import { useServices } from '@/shared/services'
import { underWay } from '@/shared/tickets/history'
import { LINK_TYPES, linksIn, unlinkTicket } from '@/shared/tickets/links'
import { byAttention } from '@/shared/tickets/order'
import { useMayWrite } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { useUndo } from '@/shared/tickets/use-undo'

const isDone = (ticket: TicketSummary) => ticket.status === 'resolved' || ticket.status === 'closed'

/** What other tickets are to this one, each with its status as it is at this moment. */
export function LinkedTickets({ ticket }: { ticket: TicketDetail }) {
  const mayWrite = useMayWrite() && !ticket.deleted_at && !ticket.merged_into
  const linked = useLinked(ticket)
  if (!mayWrite && linked.length === 0) return null
  const open = linked.filter(({ type, other }) => type === 'child' && !isDone(other)).length
  return (
    <section className="flex flex-col gap-1 border-t border-line pt-3" data-testid="linked-tickets">
      <div className="flex items-center justify-between ps-2">
        <h3 className="text-xs font-medium text-quiet">{t('links.section')}</h3>
        {mayWrite && (
          <IconButton
            icon={Plus}
            size={14}
            label={t('links.add')}
            keys={keysOf('link')}
            onClick={() => registry.run('link')}
          />
        )}
      </div>
      {open > 0 && isDone(ticket) && (
        <p className="flex items-center gap-2 px-2 pb-1 text-xs text-warning-text">
          <TriangleAlert size={14} aria-hidden="true" className="shrink-0" />
          {t('links.openChildren', { count: open })}
        </p>
      )}
      {LINK_TYPES.map((type) => {
        const ofType = linked.filter((each) => each.type === type)
        if (ofType.length === 0) return null
        return (
          <div key={type} className="flex flex-col pb-1">
            <h4 className="px-2 text-xs text-quiet">{t(`links.type.${type}`)}</h4>
            <ul>
              {ofType.map(({ other }) => (
                <Row key={other.id} ticket={ticket} other={other} type={type} mayWrite={mayWrite} />
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

type RowProps = { ticket: TicketDetail; other: TicketSummary; type: LinkType; mayWrite: boolean }

function Row({ ticket, other, type, mayWrite }: RowProps) {
  const desk = useDesk()
  const { tell } = useUndo()
  const { merge } = useTicketActions()
  async function unlink(): Promise<void> {
    const outcome = await unlinkTicket(desk, ticket.id, other)
    tell(t('links.gone', { number: other.number }), outcome, () => void unlink())
  }
  return (
    <li className="group/link flex items-center rounded-control hover:bg-hover">
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: other.id }}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 pointer-coarse:min-h-11"
      >
        <StatusIcon status={other.status} label={t(`status.${other.status}`)} />
        <span className="shrink-0 text-xs text-quiet tabular-nums">#{other.number}</span>
        <span dir="auto" className={cn('truncate', isDone(other) ? 'text-quiet' : 'text-strong')} title={other.subject}>
          {other.subject}
        </span>
      </Link>
      {mayWrite && (
        <span className="flex shrink-0 opacity-0 group-focus-within/link:opacity-100 group-hover/link:opacity-100 pointer-coarse:opacity-100">
          {type === 'duplicate_of' && !other.merged_into && (
            <IconButton
              icon={Merge}
              size={14}
              label={t('links.merge', { number: other.number })}
              onClick={() => merge(ticket, other)}
            />
          )}
          <IconButton
            icon={X}
            size={14}
            label={t('links.remove', { number: other.number })}
            onClick={() => void underWay(unlink())}
          />
        </span>
      )}
    </li>
  )
}

function queryOf(client: QueryClient, joined: string) {
  const ids = new Set(joined.split(','))
  const replica = replicaOf(client)
  return replica.query({
    among: () => [...ids].flatMap((id) => replica.get(id) ?? []),
    matches: ({ id }) => ids.has(id),
    compare: byAttention,
  })
}

/** The tickets of these ids (joined by commas) that are in the copy. */
function useRows(joined: string): Map<string, TicketSummary> {
  const client = useQueryClient()
  const query = useMemo(() => queryOf(client, joined), [client, joined])
  return new Map((useLiveQuery(query).rows as TicketSummary[]).map((row) => [row.id, row]))
}

/** From the copy, which lives; what is not in it (deleted, merged, very old) is asked for. */
function useLinked(ticket: TicketDetail) {
  const { api } = useServices()
  const links = linksIn(ticket)
  const joined = links.map((each) => each.ticket_id).join()
  const rows = useRows(joined)
  const asked = useQuery({
    queryKey: ['links', ticket.id, joined],
    queryFn: async () => (await api.links(ticket.id)).items,
    enabled: links.some((each) => !rows.has(each.ticket_id)),
  })
  const read = new Map(asked.data?.map((each) => [each.ticket.id, each.ticket]))
  return links.flatMap(({ type, ticket_id }) => {
    const other = rows.get(ticket_id) ?? read.get(ticket_id)
    return other ? [{ type, other }] : []
  })
}
