import { Place } from '@/shared/hotkeys'
import { useUnderKeys } from '@/shared/tickets/under-keys'
import { TicketDialogs } from './ticket-dialogs'

/** The windows of the ticket that the keys are on in a list. After a merge one stays there. */
export function RowDialogs() {
  const ticket = useUnderKeys((state) => state.ticket)
  return (
    <Place value="main">
      <TicketDialogs ticket={ticket} onMerged={() => undefined} />
    </Place>
  )
}
