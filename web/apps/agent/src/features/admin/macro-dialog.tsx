import type { Macro, MacroActions, Sharing } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Field, Input } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { keys } from '@/shared/tickets/keys'
import { useServices } from '@/shared/services'
import { RecordDialog } from '@/shared/record-dialog'
import { SharingField } from '@/shared/sharing-field'
import { TeamChoices } from '@/shared/team-choices'
import { MacroActionFields } from './macro-action-fields'
import { VariableText } from './variable-text'

type Props = { macro: Macro | null; folders: string[]; variables: string[]; onClose: () => void }

export function MacroDialog({ macro, folders, variables, onClose }: Props) {
  const { api } = useServices()
  const client = useQueryClient()
  const [html, setHtml] = useState(macro?.html ?? '')
  const [actions, setActions] = useState<MacroActions>(macro?.actions ?? {})
  const [sharing, setSharing] = useState<Sharing>(macro?.sharing ?? 'private')

  async function save(data: FormData) {
    const team_ids = sharing === 'teams' ? data.getAll('teams').map(String) : []
    const body = { name: textOf(data, 'name'), folder: textOf(data, 'folder'), html, actions, sharing, team_ids }
    await (macro ? api.patchMacro(macro.id, body, macro.version) : api.createMacro(body))
    await client.invalidateQueries({ queryKey: keys.macros })
  }
  return (
    <RecordDialog
      title={macro ? t('macro.edit', { name: macro.name }) : t('macro.new')}
      submitLabel={t('action.save')}
      save={save}
      onClose={onClose}
      className="md:top-[6vh] md:max-h-[88vh] md:w-[44rem]"
    >
      {(errors) => (
        <>
          <div className="grid gap-4 md:grid-cols-2">
            <Field label={t('admin.name')} error={errors['name']}>
              {(ids) => <Input {...ids} name="name" defaultValue={macro?.name} maxLength={100} autoComplete="off" />}
            </Field>
            <Field label={t('macro.folder')} error={errors['folder']}>
              {(ids) => (
                <>
                  <Input
                    {...ids}
                    name="folder"
                    list="macro-folders"
                    defaultValue={macro?.folder}
                    maxLength={100}
                    autoComplete="off"
                  />
                  <datalist id="macro-folders">
                    {folders.filter(Boolean).map((folder) => (
                      <option key={folder} value={folder} />
                    ))}
                  </datalist>
                </>
              )}
            </Field>
          </div>
          <VariableText
            label={t('macro.body')}
            placeholder={t('macro.bodyPlaceholder')}
            html={html}
            variables={variables}
            error={errors['html']}
            onChange={setHtml}
          />
          <MacroActionFields actions={actions} onChange={setActions} />
          <SharingField sharing={sharing} error={errors['sharing']} onChange={setSharing} />
          {sharing === 'teams' && (
            <TeamChoices label={t('macros.withTeams')} chosen={macro?.team_ids ?? []} error={errors['team_ids']} />
          )}
        </>
      )}
    </RecordDialog>
  )
}
