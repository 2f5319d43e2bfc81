import { type Message, type TicketDetail, isMessage } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { ticketQuery } from '@/shared/tickets/queries'
import { Attachments } from './attachments'
import { showMessage } from './show-message'

type Props = { id: string; /** Those of its files that go along. */ files: string[]; ticketId: string }

/** Leads to the message that a note carries outside, and says which of its files go along. */
export function Carried({ id, files, ticketId }: Props) {
  const original = useOriginal(ticketId, id)
  return (
    <>
      <button
        type="button"
        onClick={() => showMessage(id)}
        className="mt-1 block text-xs text-quiet underline underline-offset-2 touch-target hover:text-strong"
      >
        {t('forward.carried')}
      </button>
      {original ? (
        <Attachments files={original.attachments.filter((file) => files.includes(file.id))} html={original.html} />
      ) : (
        files.length > 0 && <p className="mt-1 text-xs text-quiet">{t('forward.along', { count: files.length })}</p>
      )}
    </>
  )
}

/** Undefined where it is further back than what was read of the ticket. */
function useOriginal(ticketId: string, id: string): Message | undefined {
  const { api } = useServices()
  const find = (ticket: TicketDetail) => ticket.entries.items.filter(isMessage).find((each) => each.id === id)
  return useQuery({ ...ticketQuery(api, useQueryClient(), ticketId), enabled: false, select: find }).data
}
