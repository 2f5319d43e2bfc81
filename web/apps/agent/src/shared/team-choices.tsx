import { t } from '@/shared/i18n'
import { useTeams } from '@/shared/tickets/queries'

type Props = { label: string; chosen: string[]; error?: string | undefined }

/** Any of the teams, as a form's `teams`. */
export function TeamChoices({ label, chosen, error }: Props) {
  const teams = useTeams()
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-strong">{label}</legend>
      {teams.length === 0 && <p className="text-quiet">{t('admin.noTeamsYet')}</p>}
      <div className="flex flex-wrap gap-x-5">
        {teams.map((team) => (
          <label key={team.id} className="flex min-h-8 items-center gap-2 text-strong pointer-coarse:min-h-11">
            <input
              type="checkbox"
              name="teams"
              value={team.id}
              defaultChecked={chosen.includes(team.id)}
              className="size-4 accent-accent"
            />
            {team.name}
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="text-xs text-danger-text">
          {error}
        </p>
      )}
    </fieldset>
  )
}
