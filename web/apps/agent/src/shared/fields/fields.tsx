import type { Priority, TicketStatus, TicketSummary } from '@tessera/api'
import { Avatar, EmptyAvatar, Picker, type PickerOption, PriorityIcon, StatusIcon, Tooltip } from '@tessera/ui'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CommandId, keysOf, useCommand } from '@/shared/hotkeys'
import { STATUSES } from '@/shared/tickets/order'
import { useAgents, useMayWrite, useMe, useTeams } from '@/shared/tickets/queries'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'

const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']
const NONE = 'none'

/** How a field's present value is shown as a button: a row of the properties, or a chip in a header. */
export type FieldLook = (field: { icon: ReactNode; value: string; name: string; disabled: boolean }) => ReactNode

type Props = { ticket: TicketSummary; look: FieldLook }

type PropertyProps = {
  name: string
  command: Extract<CommandId, 'status' | 'priority' | 'assign' | 'team'>
  value: string
  options: PickerOption[]
  onPick: (value: string) => void
  look: FieldLook
}

function Property({ name, command, value, options, onPick, look }: PropertyProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const mayWrite = useMayWrite()
  useCommand(command, () => setOpen(true), mayWrite)
  const chosen = options.find((option) => option.value === value)
  const shown = look({ icon: chosen?.icon, value: chosen?.label ?? '', name, disabled: !mayWrite })
  if (!mayWrite) return shown
  return (
    <Picker
      label={name}
      value={value}
      options={options}
      open={open}
      onOpenChange={setOpen}
      onPick={(next) => {
        setOpen(false)
        if (next !== value) onPick(next)
      }}
      searchLabel={t('properties.search')}
      empty={t('properties.empty')}
    >
      <FieldButton hint={t(`command.${command}`)} keys={keysOf(command)}>
        {shown}
      </FieldButton>
    </Picker>
  )
}

type FieldButtonProps = React.ComponentProps<'button'> & { hint: string; keys: string | undefined }

function FieldButton({ hint, keys, children, ...props }: FieldButtonProps) {
  return (
    <Tooltip text={hint} keys={keys} side="left">
      <button
        type="button"
        className="min-w-0 rounded-control text-start hover:bg-hover aria-expanded:bg-hover"
        {...props}
      >
        {children}
      </button>
    </Tooltip>
  )
}

export function StatusField({ ticket, look }: Props) {
  const { t } = useTranslation()
  const { change } = useTicketActions()
  const options = STATUSES.map((status) => ({
    value: status,
    label: t(`status.${status}`),
    icon: <StatusIcon status={status} />,
    hint: t(`statusHint.${status}`),
  }))
  return (
    <Property
      name={t('properties.status')}
      command="status"
      value={ticket.status}
      options={options}
      onPick={(status) => change(ticket.id, { status: status as TicketStatus })}
      look={look}
    />
  )
}

export function PriorityField({ ticket, look }: Props) {
  const { t } = useTranslation()
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

export function AssigneeField({ ticket, look }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const agents = useAgents()
  const mayWrite = useMayWrite()
  const { change } = useTicketActions()
  useCommand('assignToMe', () => change(ticket.id, { assignee_id: me.id }), mayWrite && ticket.assignee_id !== me.id)

  const listed = agents.filter((agent) => agent.active || agent.id === ticket.assignee_id)
  const sorted = listed.toSorted(
    (a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name),
  )
  const options = [
    { value: NONE, label: t('properties.nobody'), icon: <EmptyAvatar size={16} /> },
    ...sorted.map((agent) => ({
      value: agent.id,
      label: agent.id === me.id ? t('properties.me', { name: agent.name }) : agent.name,
      icon: <Avatar name={agent.name} size={16} title={false} />,
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

export function TeamField({ ticket, look }: Props) {
  const { t } = useTranslation()
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
