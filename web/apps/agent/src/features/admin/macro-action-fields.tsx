import type { MacroActions } from '@tessera/api'
import { Field, Input, Select } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { STATUSES } from '@/shared/tickets/order'
import { mayHaveTickets } from '@/shared/tickets/assignees'
import { useAgents, useTeams } from '@/shared/tickets/queries'
import { fitTag } from '@/shared/tickets/tags'

const KEEP = 'keep'
const NONE = 'none'
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const
const TYPES = ['question', 'incident', 'problem', 'task'] as const

type Props = { actions: MacroActions; onChange: (actions: MacroActions) => void }
type Choice = 'status' | 'priority' | 'type' | 'assignee_id' | 'team_id'

/** What a macro does to the ticket. What is left as it is, is not among its actions. */
export function MacroActionFields({ actions, onChange }: Props) {
  const options = useOptions()

  function choose(field: Choice, value: string) {
    const { [field]: _, ...others } = actions
    onChange(value === KEEP ? others : { ...others, [field]: value === NONE ? null : value })
  }
  function tag(field: 'add_tags' | 'remove_tags', line: string) {
    const { [field]: _, ...others } = actions
    const tags = line.split(',').map(fitTag).filter(Boolean)
    onChange(tags.length > 0 ? { ...others, [field]: tags } : others)
  }
  return (
    <fieldset>
      <legend className="mb-2 text-xs font-medium text-strong">{t('macro.actions')}</legend>
      <div className="grid gap-3 md:grid-cols-3">
        {(Object.keys(options) as Choice[]).map((field) => (
          <Field key={field} label={t(`field.${field}`)}>
            {({ id }) => (
              <Select
                id={id}
                value={field in actions ? (actions[field] ?? NONE) : KEEP}
                options={[{ value: KEEP, label: t('macro.keep') }, ...options[field]]}
                onChange={(value) => choose(field, value)}
              />
            )}
          </Field>
        ))}
        {(['add_tags', 'remove_tags'] as const).map((field) => (
          <Field key={field} label={t(`macro.${field}`)}>
            {(ids) => (
              <Input
                {...ids}
                defaultValue={actions[field]?.join(', ')}
                autoComplete="off"
                onChange={(event) => tag(field, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  )
}

function useOptions() {
  const agents = useAgents().filter(mayHaveTickets)
  const teams = useTeams()
  return {
    status: STATUSES.map((value) => ({ value: value, label: t(`status.${value}`) })),
    priority: PRIORITIES.map((value) => ({ value: value, label: t(`priority.${value}`) })),
    type: [
      ...TYPES.map((value) => ({ value: value, label: t(`type.${value}`) })),
      { value: NONE, label: t('properties.noType') },
    ],
    assignee_id: [
      { value: 'me', label: t('macro.whoever') },
      { value: NONE, label: t('properties.nobody') },
      ...agents.map((agent) => ({ value: agent.id, label: agent.name })),
    ],
    team_id: [
      { value: NONE, label: t('properties.noTeam') },
      ...teams.map((team) => ({ value: team.id, label: team.name })),
    ],
  }
}
