import type { RoutingMode, Team } from '@tessera/api'
import { Field, Input, Select } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { VARIABLES } from '@/shared/macros/variables'
import { useServices } from '@/shared/services'
import { RecordDialog } from '@/shared/record-dialog'
import { VariableText } from './variable-text'

const MODES: RoutingMode[] = ['manual', 'round_robin', 'least_loaded']

export function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { api } = useServices()
  const [routing, setRouting] = useState<RoutingMode>(team?.routing ?? 'manual')
  const [signature, setSignature] = useState(team?.signature ?? '')
  return (
    <RecordDialog
      title={team ? t('admin.editTeam', { name: team.name }) : t('admin.newTeam')}
      submitLabel={t('action.save')}
      onClose={onClose}
      save={(data) => {
        const body = { name: textOf(data, 'name'), routing, signature }
        return team ? api.patchTeam(team.id, body, team.version) : api.createTeam(body)
      }}
      changed={routing !== (team?.routing ?? 'manual') || signature !== (team?.signature ?? '')}
    >
      {(errors) => (
        <>
          <Field label={t('admin.name')} error={errors['name']}>
            {(ids) => <Input {...ids} name="name" defaultValue={team?.name} maxLength={200} autoComplete="off" />}
          </Field>
          <Field label={t('routing.label')} hint={t(`routing.hint.${routing}`)}>
            {({ id }) => (
              <Select
                id={id}
                value={routing}
                onChange={(value) => setRouting(value as RoutingMode)}
                options={MODES.map((value) => ({ value, label: t(`routing.mode.${value}`) }))}
              />
            )}
          </Field>
          <VariableText
            label={t('signature.label')}
            placeholder={t('signature.placeholder')}
            html={signature}
            variables={VARIABLES}
            error={errors['signature']}
            onChange={setSignature}
          />
        </>
      )}
    </RecordDialog>
  )
}
