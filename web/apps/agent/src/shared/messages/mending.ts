import { type Message, type TicketDetail, isMessage } from '@tessera/api'
import { useContext, useEffect } from 'react'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { t } from '@/shared/i18n'
import { ReadOnly } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'
import { changeDraft, currentDraft } from './draft-store'
import { inFront } from './drafts'
import { waits } from './waits'

export interface Wording {
  html: string
  text: string
}

interface Mending {
  /** Nobody else who signs in here goes on with it. */
  author: string | null
  ticketId: string
  kind: Message['kind']
  /** Null until a letter is typed. */
  wording: Wording | null
}

/**
 * What is being written on replies that wait, by the message's id. It stays in this browser, and until it is saved the
 * reply waits as it was.
 */
export const useMending = create<Record<string, Mending>>()(persist(() => ({}), { name: 'tessera.mending' }))

type Mended = Pick<Message, 'id' | 'kind' | 'author_id'>

export function mend(ticketId: string, { id, kind, author_id }: Mended, wording: Wording | null = null) {
  useMending.setState({ [id]: { author: author_id, ticketId, kind, wording } })
}

export function mended(id: string): void {
  useMending.setState(({ [id]: _, ...others }) => others, true)
}

/** A reply may go out while it is being changed: what was written of it is in the composer then, before what was begun. */
export function useWentOut(ticket: TicketDetail): void {
  const { me } = useDesk()
  const mending = useMending()
  // As it was once, it may not have been there yet.
  const past = useContext(ReadOnly)
  useEffect(() => {
    if (past) return
    for (const [id, { author, ticketId, kind, wording }] of Object.entries(mending)) {
      if (
        author !== me ||
        ticketId !== ticket.id ||
        !wording ||
        ticket.entries.items.some((entry) => waitsAs(entry, id))
      )
        continue
      mended(id)
      keepWording(me, ticketId, kind, wording)
    }
  }, [me, ticket, mending, past])
}

const waitsAs = (entry: TicketDetail['entries']['items'][number], id: string) =>
  isMessage(entry) && entry.id === id && waits(entry)

function keepWording(me: string, ticketId: string, kind: Message['kind'], wording: Wording): void {
  const begun = currentDraft(me, ticketId)[kind]
  changeDraft(me, ticketId, { kind, [kind]: inFront({ ...wording, files: [] }, begun) }, true)
  showToast({ text: t('waiting.gone'), detail: t('waiting.goneText') })
}
