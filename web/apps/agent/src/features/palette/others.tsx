import '@/shared/i18n/customer'
import type { TicketSummary } from '@tessera/api'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Avatar, StatusIcon } from '@tessera/ui'
import { UserPlus } from 'lucide-react'
import { usePeopleFound } from '@/shared/people/use-people-found'
import { t } from '@/shared/i18n'
import { LINK_TYPES } from '@/shared/tickets/links'
import { useCandidates } from '@/shared/tickets/use-candidates'
import { useLink } from '@/shared/tickets/use-link'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import type { Argument } from './arguments'

type Asked = string | null

/** Other tickets that this one is merged into or linked to, by what is typed of each. */
export function useOthers(
  ticket: TicketSummary,
  asked: { merge: Asked; link: Asked },
): Record<'merge' | 'link', Argument[]> {
  const { merge } = useTicketActions()
  const link = useLink(ticket)
  const lead = useLead(ticket)
  const found = useCandidates(ticket, asked.merge ?? asked.link)
  // Of one there is room for everything that it may be.
  const types = found.length === 1 ? LINK_TYPES : LINK_TYPES.slice(0, 1)
  const nameOf = ({ number, subject }: TicketSummary) => t('palette.about', { number, subject })
  const shown = (other: TicketSummary) => ({
    ours: true,
    icon: <StatusIcon status={other.status} />,
    hint: other.requester.name || other.requester.email,
  })
  return {
    merge: (asked.merge === null ? [] : found).map((other) => ({
      ...shown(other),
      value: `merge ${other.id}`,
      label: nameOf(other),
      said: t('palette.merge', { name: nameOf(other) }),
      run: () => merge(ticket, other, () => lead(other)),
    })),
    link: (asked.link === null ? [] : found).flatMap((other) =>
      types.map((type) => ({
        ...shown(other),
        value: `link ${other.id} ${type}`,
        label: `${t(`links.type.${type}`)} ${nameOf(other)}`,
        said: t('palette.link', { type: t(`links.type.${type}`), name: nameOf(other) }),
        run: () => link(other, type),
      })),
    ),
  }
}

/** After a merge the other ticket stands where this one did; in a list one stays. */
function useLead(ticket: TicketSummary): (other: TicketSummary) => void {
  const navigate = useNavigate()
  const { view, ticketId } = useParams({ strict: false })
  return (other) => {
    if (!view || ticketId !== ticket.id) return
    void navigate({ to: '/views/$view/$ticketId', params: { view, ticketId: other.id } })
  }
}

/** Who may ask instead, by name or address. */
export function useRequesters(ticket: TicketSummary, asked: Asked): Argument[] {
  const { change } = useTicketActions()
  const { found } = usePeopleFound(asked, ({ id, blocked }) => Boolean(blocked) || id === ticket.requester.id, true)
  return found.map(({ id, name, email }) => ({
    value: `requester ${email}`,
    label: name || email,
    said: t('palette.requester', { name: name || email }),
    icon: id ? <Avatar name={name || email} size={16} title={false} /> : <UserPlus size={15} />,
    hint: id ? email : t('requester.newPerson'),
    run: () => change(ticket.id, { requester: { name, email, keep_former: false } }),
  }))
}
