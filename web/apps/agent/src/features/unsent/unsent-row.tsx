import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Skeleton, passFocus } from '@tessera/ui'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { knownTicket } from '@/shared/tickets/cache'
import { ticketQuery } from '@/shared/tickets/queries'
import { ToTicket } from '@/shared/tickets/to-ticket'

type Props = {
  ticketId: string
  /** Of a ticket that is not there yet. */
  subject?: string | undefined
  text: string
  time: ReactNode
  children: ReactNode
}

/** Something written that nobody has yet: on which ticket, how it begins, and what can be done with it. */
export function UnsentRow({ ticketId, subject, text, time, children }: Props) {
  const { api } = useServices()
  const client = useQueryClient()
  const listed = knownTicket(client, ticketId)
  const { data, isError } = useQuery({ ...ticketQuery(api, client, ticketId), enabled: !listed && !subject })
  const ticket = listed ?? data
  return (
    <li
      ref={passFocus}
      className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2"
      data-testid="unsent-row"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex min-w-0 items-baseline gap-2">
          {subject ? (
            <bdi className="max-w-full shrink-0 truncate font-medium text-strong">{subject}</bdi>
          ) : ticket || isError ? (
            <ToTicket
              ticketId={ticketId}
              className="max-w-full shrink-0 truncate rounded-sm font-medium text-strong underline-offset-2 hover:underline"
            >
              {ticket?.subject ?? t('ticket.missingTitle')}
            </ToTicket>
          ) : (
            <Skeleton className="h-3 w-48" />
          )}
          {ticket && (
            <span className="min-w-0 truncate text-xs text-quiet">
              {ticket.requester.name || ticket.requester.email}
            </span>
          )}
        </p>
        <p className="truncate text-xs text-quiet">{text}</p>
      </div>
      <span className="shrink-0 text-xs text-quiet tabular-nums">{time}</span>
      <div className="flex shrink-0 gap-1">{children}</div>
    </li>
  )
}
