import type { Priority, TicketStatus, TicketType } from '@tessera/api'
import { Avatar, EmptyAvatar, PriorityIcon, StatusIcon, useNow } from '@tessera/ui'
import { CircleQuestionMark, type LucideIcon, Siren, SquareCheck, TriangleAlert } from 'lucide-react'
import { t } from '@/shared/i18n'
import { ownStatusOf, useCatalogue } from '@/shared/catalogue/queries'
import { useCommand } from '@/shared/hotkeys'
import { STATUSES } from '@/shared/tickets/order'
import { useAgents, useMayWrite, useMe, useTeams } from '@/shared/tickets/queries'
import { isAway } from '@/shared/tickets/away'
import { mayHaveTickets } from '@/shared/tickets/assignees'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { type FieldProps, Property } from './property'

const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']
const TYPES: TicketType[] = ['question', 'incident', 'problem', 'task']
const NONE = 'none'
const OWN = 'own:'

export function StatusField({ ticket, look }: FieldProps) {
  const { change } = useTicketActions()
  const { statuses } = useCatalogue()
  const own = ownStatusOf(ticket, statuses)
  const options = STATUSES.flatMap((status) => [
    {
      value: status,
      label: t(`status.${status}`),
      icon: <StatusIcon status={status} />,
      hint: t(`statusHint.${status}`),
    },
    ...statuses
      .filter((each) => each.category === status && (!each.deleted || each === own))
      .map((each) => ({
        value: OWN + each.id,
        label: each.name,
        icon: <StatusIcon status={status} colour={each.colour} />,
        hint: t(`status.${status}`),
      })),
  ])
  return (
    <Property
      name={t('properties.status')}
      command="status"
      value={own ? OWN + own.id : ticket.status}
      options={options}
      onPick={(value) => {
        const picked = statuses.find((each) => OWN + each.id === value)
        change(
          ticket.id,
          picked ? { status_id: picked.id, status: picked.category } : { status: value as TicketStatus },
        )
      }}
      look={look}
    />
  )
}

export function PriorityField({ ticket, look }: FieldProps) {
  const { change } = useTicketActions()
  const options = PRIORITIES.map((priority) => ({
    value: priority,
    label: t(`priority.${priority}`),
    icon: <PriorityIcon priority={priority} />,
  }))
  return (
    <Property
      name={t('properties.priority')}
      command="priority"
      value={ticket.priority}
      options={options}
      onPick={(priority) => change(ticket.id, { priority: priority as Priority })}
      look={look}
    />
  )
}

export function AssigneeField({ ticket, look }: FieldProps) {
  const me = useMe()
  const agents = useAgents()
  const mayWrite = useMayWrite()
  const { change } = useTicketActions()
  const now = useNow()
  useCommand('assignToMe', () => change(ticket.id, { assignee_id: me.id }), mayWrite && ticket.assignee_id !== me.id)

  const listed = agents.filter((agent) => mayHaveTickets(agent) || agent.id === ticket.assignee_id)
  const sorted = listed.toSorted(
    (a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name),
  )
  const options = [
    { value: NONE, label: t('properties.nobody'), icon: <EmptyAvatar size={16} /> },
    ...sorted.map((agent) => ({
      value: agent.id,
      label: agent.id === me.id ? t('properties.me', { name: agent.name }) : agent.name,
      icon: <Avatar name={agent.name} size={16} title={false} />,
      hint: isAway(agent, now) ? t('away.mark') : undefined,
      keywords: [agent.email],
    })),
  ]
  return (
    <Property
      name={t('properties.assignee')}
      command="assign"
      value={ticket.assignee_id ?? NONE}
      options={options}
      onPick={(id) => change(ticket.id, { assignee_id: id === NONE ? null : id })}
      look={look}
    />
  )
}

export function TeamField({ ticket, look }: FieldProps) {
  const teams = useTeams()
  const { change } = useTicketActions()
  const options = [
    { value: NONE, label: t('properties.noTeam'), icon: <EmptyAvatar size={16} /> },
    ...teams.map((team) => ({
      value: team.id,
      label: team.name,
      icon: <Avatar name={team.name} size={16} title={false} />,
    })),
  ]
  return (
    <Property
      name={t('properties.team')}
      command="team"
      value={ticket.team_id ?? NONE}
      options={options}
      onPick={(id) => change(ticket.id, { team_id: id === NONE ? null : id })}
      look={look}
    />
  )
}

const TYPE_ICONS: Record<TicketType, LucideIcon> = {
  question: CircleQuestionMark,
  incident: Siren,
  problem: TriangleAlert,
  task: SquareCheck,
}

export function TypeField({ ticket, look }: FieldProps) {
  const { change } = useTicketActions()
  const options = [
    { value: NONE, label: t('properties.noType'), icon: <EmptyAvatar size={16} /> },
    ...TYPES.map((type) => {
      const Icon = TYPE_ICONS[type]
      return {
        value: type,
        label: t(`type.${type}`),
        icon: <Icon size={15} className="text-icon" aria-hidden="true" />,
      }
    }),
  ]
  return (
    <Property
      name={t('field.type')}
      command="type"
      value={ticket.type ?? NONE}
      options={options}
      onPick={(type) => change(ticket.id, { type: type === NONE ? null : (type as TicketType) })}
      look={look}
    />
  )
}
