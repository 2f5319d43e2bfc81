import type { TicketSummary } from '@tessera/api'
import { Suspense, useState } from 'react'
import { useCommand } from '@/shared/hotkeys'
import { part } from '@/shared/part'
import { useMayWrite } from '@/shared/tickets/queries'

const MergeDialog = part(() =>
  import('@/features/conversation/merge-dialog').then((module) => ({ default: module.MergeDialog })),
)
const RequesterDialog = part(() =>
  import('@/features/customer/requester-dialog').then((module) => ({ default: module.RequesterDialog })),
)
const LinkDialog = part(() =>
  import('@/features/conversation/link-dialog').then((module) => ({ default: module.LinkDialog })),
)

type Asked = { ticket: TicketSummary; command: 'merge' | 'link' | 'requester' }
type Props = {
  ticket: TicketSummary | undefined
  /** Where a merge leads. */
  onMerged: (into: string) => void
}

/** What a ticket's keys open a window for. It stays with its ticket when another one takes that one's place meanwhile. */
export function TicketDialogs({ ticket, onMerged }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const able = useMayWrite() && ticket !== undefined && !ticket.merged_into && !ticket.deleted_at
  const ask = (command: Asked['command']) => ticket && setAsked({ ticket, command })
  useCommand('merge', () => ask('merge'), able)
  useCommand('link', () => ask('link'), able)
  useCommand('requester', () => ask('requester'), able)
  if (!asked) return null
  const { command } = asked
  const props = { ticket: ticket?.id === asked.ticket.id ? ticket : asked.ticket, onClose: () => setAsked(null) }
  return (
    <Suspense>
      {command === 'merge' && <MergeDialog {...props} onMerged={onMerged} />}
      {command === 'link' && <LinkDialog {...props} />}
      {command === 'requester' && <RequesterDialog {...props} />}
    </Suspense>
  )
}
