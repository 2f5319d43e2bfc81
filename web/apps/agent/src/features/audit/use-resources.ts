import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import type { PickerOption } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useMailboxes } from '@/features/organization/queries'
import { CATALOGUE, useCatalogue } from '@/shared/catalogue/queries'
import { replicaOf } from '@/shared/replica/local'
import { keys } from '@/shared/tickets/keys'
import { useAgents, useMe, useTeams } from '@/shared/tickets/queries'

const LISTED = [keys.agents, keys.teams, keys.mailboxes, CATALOGUE].map(([name]) => name as unknown)

/** Whether more of it may be on its way: what is kept in the browser may be of yesterday. */
export const useAreResourcesComing = (): boolean =>
  useIsFetching({ predicate: ({ queryKey }) => queryKey.length === 1 && LISTED.includes(queryKey[0]) }) > 0

/** What there is a record of, each by the name that the API has for it; a ticket once its number is typed. */
export function useResources(typed: string): PickerOption[] {
  const client = useQueryClient()
  const { organization } = useMe()
  const agents = useAgents()
  const teams = useTeams()
  const mailboxes = useMailboxes().data?.items ?? []
  const { fields, statuses, tags } = useCatalogue()
  const number = Number(typed.trim().replace(/^#/, ''))
  const tickets = number > 0 ? replicaOf(client).all() : []
  const ticket = [...tickets].find((each) => each.number === number)
  const of = (type: string, hint: string, all: { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: `${type}:${id}`, label: name, hint }))
  return [
    ...of('organization', t('settings.section.organization'), [organization]),
    ...(ticket
      ? [{ value: `ticket:${ticket.id}`, label: `#${ticket.number} ${ticket.subject}`, keywords: [typed] }]
      : []),
    ...of('agent', t('audit.agent'), agents),
    ...of('team', t('properties.team'), teams),
    ...of(
      'mailbox',
      t('mail.address'),
      mailboxes.map(({ address }) => ({ id: address, name: address })),
    ),
    ...of('field', t('audit.field'), fields),
    ...of('status', t('properties.status'), statuses),
    ...of('tag', t('views.field.tag'), tags),
  ]
}
