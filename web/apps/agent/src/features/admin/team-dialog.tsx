import type { Team } from '@tessera/api'
import { Field, Input } from '@tessera/ui'
import { useTranslation } from 'react-i18next'
import { textOf } from '@/shared/form'
import { useServices } from '@/shared/services'
import { RecordDialog } from '@/shared/record-dialog'

export function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { api } = useServices()
  return (
    <RecordDialog
      title={team ? t('admin.editTeam', { name: team.name }) : t('admin.newTeam')}
      submitLabel={t('action.save')}
      onClose={onClose}
      save={(data) => {
        const name = textOf(data, 'name')
        return team ? api.patchTeam(team.id, name, team.version) : api.createTeam(name)
      }}
    >
      {(errors) => (
        <Field label={t('admin.name')} error={errors['name']}>
          {(ids) => <Input {...ids} name="name" defaultValue={team?.name} maxLength={200} autoComplete="off" />}
        </Field>
      )}
    </RecordDialog>
  )
}
