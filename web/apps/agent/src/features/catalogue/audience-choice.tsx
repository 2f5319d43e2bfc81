import type { CreateField, Role } from '@tessera/api'
import { t } from '@/shared/i18n'
import { useTeams } from '@/shared/tickets/queries'

type Audience = NonNullable<CreateField['visible_to']>
// Administrators always belong to it.
const ROLES: Role[] = ['supervisor', 'agent', 'viewer']

type Props = { label: string; value: Audience; onChange: (value: Audience) => void }

/** Roles and teams; nobody named means everybody. */
export function AudienceChoice({ label, value, onChange }: Props) {
  const teams = useTeams()
  const { roles = [], team_ids = [] } = value
  const without = <T,>(list: T[], one: T) => list.filter((each) => each !== one)
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-strong">{label}</legend>
      <div className="flex flex-wrap gap-x-5">
        {ROLES.map((role) => (
          <Tick
            key={role}
            label={t(`role.${role}`)}
            checked={roles.includes(role)}
            onChange={(on) => onChange({ team_ids, roles: on ? [...roles, role] : without(roles, role) })}
          />
        ))}
        {teams.map((team) => (
          <Tick
            key={team.id}
            label={team.name}
            checked={team_ids.includes(team.id)}
            onChange={(on) => onChange({ roles, team_ids: on ? [...team_ids, team.id] : without(team_ids, team.id) })}
          />
        ))}
      </div>
      <p className="text-xs text-quiet">{t('catalogue.everybody')}</p>
    </fieldset>
  )
}

type TickProps = { label: string; checked: boolean; onChange: (on: boolean) => void }

export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-strong pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  )
}
