import type { AgentDetail, Role } from '@tessera/api'
import { Field, Input, Select } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { useServices } from '@/shared/services'
import { RecordDialog } from '@/shared/record-dialog'
import { WorkingHoursFields } from '@/shared/hours/working-hours-fields'
import { TeamChoices } from '@/shared/team-choices'

const ROLES: Role[] = ['admin', 'supervisor', 'agent', 'viewer']
const SCOPES = ['all', 'teams'] as const
type Scope = (typeof SCOPES)[number]

export function AgentDialog({ agent, onClose }: { agent: AgentDetail | null; onClose: () => void }) {
  const { api } = useServices()
  const [role, setRole] = useState<Role>(agent?.role ?? 'agent')
  const [scope, setScope] = useState<Scope>(agent?.ticket_scope ?? 'all')
  const [hours, setHours] = useState(agent?.working_hours ?? null)

  function save(data: FormData) {
    const name = textOf(data, 'name')
    const password = textOf(data, 'password')
    const common = { name, role, ticket_scope: scope, team_ids: data.getAll('teams').map(String) }
    if (!agent) return api.createAgent({ ...common, email: textOf(data, 'email'), password })
    return api.patchAgent(
      agent.id,
      {
        ...common,
        active: data.has('active'),
        skills: words(data, 'skills'),
        languages: words(data, 'languages'),
        working_hours: hours,
        capacity: Number(textOf(data, 'capacity')) || null,
        ...(password && { password }),
      },
      agent.version,
    )
  }

  return (
    <RecordDialog
      title={agent ? t('admin.editAgent', { name: agent.name }) : t('admin.newAgent')}
      submitLabel={t('action.save')}
      onClose={onClose}
      save={save}
      className="md:w-[34rem]"
      changed={hours !== (agent?.working_hours ?? null)}
    >
      {(errors) => (
        <>
          <Field label={t('admin.name')} error={errors['name']}>
            {(ids) => <Input {...ids} name="name" defaultValue={agent?.name} maxLength={200} autoComplete="off" />}
          </Field>
          {!agent && (
            <Field label={t('admin.email')} error={errors['email']}>
              {(ids) => <Input {...ids} name="email" type="email" autoComplete="off" />}
            </Field>
          )}
          <Field
            label={t(agent ? 'admin.newPassword' : 'admin.password')}
            hint={t(agent ? 'admin.newPasswordHint' : 'admin.passwordHint')}
            error={errors['password']}
          >
            {(ids) => <Input {...ids} name="password" type="password" autoComplete="new-password" />}
          </Field>
          <Field label={t('admin.role')} error={errors['role']}>
            {({ id }) => (
              <Select
                id={id}
                value={role}
                onChange={(value) => setRole(value as Role)}
                options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
              />
            )}
          </Field>
          <Field label={t('admin.scope')} error={errors['ticket_scope']}>
            {({ id }) => (
              <Select
                id={id}
                value={scope}
                onChange={(value) => setScope(value as Scope)}
                options={SCOPES.map((value) => ({
                  value,
                  label: t(value === 'all' ? 'admin.scopeAll' : 'admin.scopeTeams'),
                }))}
              />
            )}
          </Field>
          <TeamChoices label={t('admin.memberOf')} chosen={agent?.team_ids ?? []} />
          {agent && (
            <div className="grid gap-4 md:grid-cols-[1fr_1fr_7rem]">
              <Field label={t('routing.skills')} hint={t('routing.skillsHint')} error={errors['skills']}>
                {(ids) => (
                  <Input
                    {...ids}
                    name="skills"
                    defaultValue={agent.skills.join(' ')}
                    maxLength={2_000}
                    autoComplete="off"
                  />
                )}
              </Field>
              <Field label={t('routing.languages')} hint={t('routing.languagesHint')} error={errors['languages']}>
                {(ids) => (
                  <Input
                    {...ids}
                    name="languages"
                    defaultValue={agent.languages.join(' ')}
                    maxLength={200}
                    autoComplete="off"
                    spellCheck={false}
                  />
                )}
              </Field>
              <Field label={t('routing.capacity')} hint={t('routing.capacityHint')} error={errors['capacity']}>
                {(ids) => (
                  <Input {...ids} name="capacity" type="number" min={1} max={500} defaultValue={agent.capacity ?? ''} />
                )}
              </Field>
            </div>
          )}
          {agent && (
            <section aria-label={t('hours.title')} className="flex flex-col gap-1">
              <h3 className="text-xs font-medium text-strong">{t('hours.title')}</h3>
              <WorkingHoursFields value={hours} onChange={setHours} errors={errors} />
            </section>
          )}
          {agent && (
            <label className="flex min-h-8 items-center gap-2 text-strong">
              <input type="checkbox" name="active" defaultChecked={agent.active} className="size-4 accent-accent" />
              {t('admin.active')}
            </label>
          )}
        </>
      )}
    </RecordDialog>
  )
}

const words = (data: FormData, name: string) =>
  textOf(data, name)
    .split(/[\s,]+/)
    .filter(Boolean)
