import type { TicketSummary } from '@tessera/api'
import { StatusIcon } from '@tessera/ui'
import { useState } from 'react'
import { Finding } from '@/shared/finding'
import { t } from '@/shared/i18n'
import { useCandidates } from './use-candidates'

type Props = {
  /** The ticket for which another one is chosen. */
  ticket: TicketSummary
  chosen: TicketSummary | null
  onChoose: (ticket: TicketSummary | null) => void
  onSubmit: () => void
}

/** Another ticket, found by its number or by words. */
export function TicketChoice({ ticket, chosen, onChoose, onSubmit }: Props) {
  const [query, setQuery] = useState('')
  const found = useCandidates(ticket, query)
  return (
    <Finding
      label={t('merge.find')}
      typed={query}
      onType={setQuery}
      listLabel={t('merge.candidates')}
      found={found.map((each) => ({ id: each.id, line: <TicketLine ticket={each} /> }))}
      none={t('merge.none')}
      chosen={chosen?.id ?? null}
      onChoose={(id) => onChoose(found.find((each) => each.id === id) ?? null)}
      onSubmit={onSubmit}
    />
  )
}

function TicketLine({ ticket }: { ticket: TicketSummary }) {
  return (
    <>
      <StatusIcon status={ticket.status} label={t(`status.${ticket.status}`)} />
      <span className="shrink-0 text-xs text-quiet tabular-nums">#{ticket.number}</span>
      <bdi className="min-w-0 flex-1 truncate text-strong">{ticket.subject}</bdi>
      <bdi className="max-w-[35%] truncate text-xs text-quiet">{ticket.requester.name || ticket.requester.email}</bdi>
    </>
  )
}
