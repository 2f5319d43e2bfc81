import '@/shared/i18n/dashboard'
import type { TicketDeed } from '@tessera/api'
import { useCatalogue } from '@/shared/catalogue/queries'
import { t, LOCALE } from '@/shared/i18n'
import { useAgents, useTeams } from '@/shared/tickets/queries'
import { formatWhen } from '@/shared/time/format'

const WHOLE = ['ticket.created', 'ticket.deleted', 'ticket.restored', 'ticket.merged', 'ticket.unmerged'] as const
const isWhole = (event: string): event is (typeof WHOLE)[number] => (WHOLE as readonly string[]).includes(event)
/** Of which only is told that they are another. */
const PLAIN = ['subject', 'requester', 'tags', 'fields', 'links', 'type'] as const

/** What somebody did, in words without a subject: "set it to Pending, took it". */
export function useSaid(): (deed: TicketDeed) => string {
  const agents = useAgents()
  const teams = useTeams()
  const { statuses } = useCatalogue()

  function fieldSaid({ fields, to, actor }: TicketDeed): string[] {
    const name = (known: { id: string; name: string }[], id: string | null | undefined) =>
      known.find((each) => each.id === id)?.name
    const said: string[] = []
    const has = (field: string) => fields.includes(field)
    const when = (at: string) => formatWhen(at, Date.now(), LOCALE)
    if (has('snoozed_until'))
      return [to['snoozed_until'] ? t('deed.snoozed', { when: when(to['snoozed_until']) }) : t('deed.woke')]
    if (has('status') || has('status_id')) {
      const own = name(statuses, to['status_id'])
      said.push(t('deed.status', { status: own ?? t(`status.${(to['status'] ?? 'open') as 'open'}`) }))
    }
    if (has('assignee_id')) {
      const assignee = to['assignee_id']
      if (!assignee) said.push(t('deed.unassigned'))
      else if (assignee === actor.id) said.push(t('deed.took'))
      else said.push(t('deed.assigned', { name: name(agents, assignee) ?? '?' }))
    }
    if (has('team_id'))
      said.push(to['team_id'] ? t('deed.team', { name: name(teams, to['team_id']) ?? '?' }) : t('deed.noTeam'))
    if (has('priority')) said.push(t('deed.priority', { priority: t(`priority.${to['priority'] as 'low'}`) }))
    if (has('due_at')) said.push(to['due_at'] ? t('deed.due', { when: when(to['due_at']) }) : t('deed.noDue'))
    return [...said, ...PLAIN.filter(has).map((field) => t(`deed.${field}`))]
  }

  return (deed) => {
    if (deed.event === 'ticket.created') return t('deed.ticket.created')
    const customer = deed.actor.type === 'customer'
    const wrote = deed.message && t(customer ? 'deed.wrote' : deed.message === 'note' ? 'deed.note' : 'deed.reply')
    if (isWhole(deed.event)) return t(`deed.${deed.event}`)
    const said = [...(wrote ? [wrote] : []), ...fieldSaid(deed)]
    return said.length > 0 ? said.join(t('deed.and')) : t('deed.other')
  }
}
