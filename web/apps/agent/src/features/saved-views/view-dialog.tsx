import '@/shared/i18n/views'
import type { CreateView, Sharing, View } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Field, Input } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { RecordDialog } from '@/shared/record-dialog'
import type { Asked } from '@/shared/saved-views/asked'
import { SAVED_VIEWS } from '@/shared/saved-views/queries'
import { useServices } from '@/shared/services'
import { SharingField } from '@/shared/sharing-field'
import { TeamChoices } from '@/shared/team-choices'

type Props = { view: View | null; asked: Asked; onClose: () => void; onSaved?: (view: View) => void }

/** Names a view and says who has it; `view` null makes a new one. */
export function ViewDialog({ view, asked, onClose, onSaved }: Props) {
  const { api } = useServices()
  const client = useQueryClient()
  const [sharing, setSharing] = useState<Sharing>(view?.sharing ?? 'private')

  async function save(data: FormData) {
    const body: CreateView = {
      ...asked,
      name: textOf(data, 'name'),
      icon: textOf(data, 'icon'),
      sharing,
      team_ids: sharing === 'teams' ? data.getAll('teams').map(String) : [],
    }
    const saved = await (view ? api.patchView(view.id, body, view.version) : api.createView(body))
    await client.invalidateQueries({ queryKey: SAVED_VIEWS })
    onSaved?.(saved)
  }
  return (
    <RecordDialog
      title={view ? t('savedViews.edit', { name: view.name }) : t('savedViews.new')}
      submitLabel={t('action.save')}
      save={save}
      onClose={onClose}
      changed={view !== null && sharing !== view.sharing}
    >
      {(errors) => (
        <>
          <div className="grid grid-cols-[1fr_5rem] gap-4">
            <Field label={t('admin.name')} error={errors['name']}>
              {(ids) => <Input {...ids} name="name" defaultValue={view?.name} maxLength={80} autoComplete="off" />}
            </Field>
            <Field label={t('savedViews.icon')} error={errors['icon']}>
              {(ids) => (
                <Input
                  {...ids}
                  name="icon"
                  defaultValue={view?.icon}
                  maxLength={16}
                  autoComplete="off"
                  placeholder="📦"
                  className="text-center"
                />
              )}
            </Field>
          </div>
          <SharingField sharing={sharing} error={errors['sharing']} onChange={setSharing} />
          {sharing === 'teams' && (
            <TeamChoices label={t('macros.withTeams')} chosen={view?.team_ids ?? []} error={errors['team_ids']} />
          )}
        </>
      )}
    </RecordDialog>
  )
}
