import type { TicketSummary } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Dialog, DialogBody, DialogFooter, Input, StatusIcon, cn } from '@tessera/ui'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '@/shared/services'
import { heldTickets } from '@/shared/tickets/cache'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'

const MOST = 6

type Props = { ticket: TicketSummary; onClose: () => void; onMerged: (into: string) => void }

/** Chooses the ticket that goes on, shows both, and says what will happen. */
export function MergeDialog({ ticket, onClose, onMerged }: Props) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<TicketSummary | null>(null)
  const found = useCandidates(ticket, query)
  const { merge } = useTicketActions()

  function submit() {
    if (!chosen) return
    onClose()
    merge(ticket, chosen, () => onMerged(chosen.id))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('merge.title')} closeLabel={t('action.close')}>
      <DialogBody>
        <Input
          value={query}
          aria-label={t('merge.find')}
          placeholder={t('merge.find')}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value)
            setChosen(null)
          }}
        />
        <ul aria-label={t('merge.candidates')} className="flex flex-col">
          {found.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                aria-pressed={chosen?.id === each.id}
                onClick={() => setChosen(each)}
                className={cn(
                  'flex min-h-10 w-full items-center gap-2.5 rounded-control px-2 text-start hover:bg-hover-raised pointer-coarse:min-h-11',
                  chosen?.id === each.id && 'bg-selected',
                )}
              >
                <TicketLine ticket={each} />
              </button>
            </li>
          ))}
          {found.length === 0 && <li className="px-2 py-2 text-quiet">{t('merge.none')}</li>}
        </ul>
        {chosen && (
          <div className="rounded-control bg-hover px-3 py-2.5" data-testid="merge-summary">
            <p className="flex flex-wrap items-center gap-x-2 text-strong">
              <span className="min-w-0 truncate">
                #{ticket.number} {ticket.subject}
              </span>
              <ArrowRight size={14} aria-hidden="true" className="shrink-0 text-icon" />
              <span className="min-w-0 truncate">
                #{chosen.number} {chosen.subject}
              </span>
            </p>
            <p className="mt-1 text-xs text-quiet">
              {t('merge.explain', { from: ticket.number, into: chosen.number })}
            </p>
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button variant="primary" disabled={!chosen} onClick={submit}>
          {chosen ? t('merge.into', { number: chosen.number }) : t('merge.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function TicketLine({ ticket }: { ticket: TicketSummary }) {
  const { t } = useTranslation()
  return (
    <>
      <StatusIcon status={ticket.status} label={t(`status.${ticket.status}`)} />
      <span className="shrink-0 text-xs text-quiet tabular-nums">#{ticket.number}</span>
      <span className="min-w-0 flex-1 truncate text-strong">{ticket.subject}</span>
      <span className="max-w-[35%] truncate text-xs text-quiet">{ticket.requester.name || ticket.requester.email}</span>
    </>
  )
}

/** By number, from the server; by words, from what is held here. The requester's other tickets come first. */
function useCandidates(ticket: TicketSummary, query: string): TicketSummary[] {
  const { api } = useServices()
  const client = useQueryClient()
  const number = /^\s*#?(\d+)\s*$/.exec(query)?.[1]
  const byNumber = useQuery({
    queryKey: ['ticket-number', number],
    queryFn: async () => (await api.tickets({ number: Number(number), status: 'all' })).items,
    enabled: number !== undefined,
  })
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = heldTickets(client).filter((each) => {
    const text = `${each.subject} ${each.requester.name} ${each.requester.email} #${each.number}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const same = (each: TicketSummary) => Number(each.requester.id === ticket.requester.id)
  const all = [...(byNumber.data ?? []), ...matching.toSorted((a, b) => same(b) - same(a))]
  const able = all.filter((each) => each.id !== ticket.id && !each.merged_into && !each.deleted_at)
  return [...new Map(able.map((each) => [each.id, each])).values()].slice(0, MOST)
}
