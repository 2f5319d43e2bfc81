import type { TicketDetail } from '@tessera/api'
import { Link, useParams } from '@tanstack/react-router'
import { Banner, Button } from '@tessera/ui'
import type { MouseEvent } from 'react'
import { t } from '@/shared/i18n'
import { useDraft } from '@/shared/messages/draft-store'
import { keptPaper } from '@/shared/messages/kept'
import { takeAlong } from '@/shared/messages/take-along'
import { useMayWrite } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'

type Props = {
  ticket: TicketDetail
  /** Opens another ticket in this one's place. */
  onGo: (id: string) => void
}

/** That a ticket is gone, or goes on elsewhere, and what can be done about it. */
export function TicketBanners({ ticket, onGo }: Props) {
  return (
    <>
      {ticket.merged_into && <MergedBanner ticket={ticket} into={ticket.merged_into} onGo={onGo} />}
      {ticket.deleted_at && <DeletedBanner ticket={ticket} />}
    </>
  )
}

/** The old number leads on to the ticket that has the conversation now. */
function MergedBanner({ ticket, into, onGo }: Props & { into: string }) {
  const { unmerge } = useTicketActions()
  const desk = useDesk()
  const mayWrite = useMayWrite()
  const { view } = useParams({ from: '/shell/views/$view' })
  function go(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    takeAlong(desk, ticket.id, into)
    onGo(into)
  }
  return (
    <Banner
      className="flex-wrap *:first:basis-64 *:last:ms-auto"
      action={
        <span className="flex gap-1.5">
          {mayWrite && (
            <Button size="sm" variant="ghost" onClick={() => unmerge(ticket, into)}>
              {t('merge.apart')}
            </Button>
          )}
          <Button size="sm" asChild>
            <Link to="/views/$view/$ticketId" params={{ view, ticketId: into }} onClick={go}>
              {t('merge.open')}
            </Link>
          </Button>
        </span>
      }
    >
      {t('merge.banner')} <Kept ticketId={ticket.id} />
    </Banner>
  )
}

function DeletedBanner({ ticket }: { ticket: TicketDetail }) {
  const { restore } = useTicketActions()
  return (
    <Banner
      tone="warning"
      action={
        <Button size="sm" onClick={() => restore(ticket)}>
          {t('action.restore')}
        </Button>
      }
    >
      {t('ticket.deletedBanner')} <Kept ticketId={ticket.id} />
    </Banner>
  )
}

/** Somebody else may have done it while one was writing. */
function Kept({ ticketId }: { ticketId: string }) {
  const draft = useDraft(useDesk().me, ticketId)
  return useMayWrite() && keptPaper(draft) ? t('composer.kept') : null
}
