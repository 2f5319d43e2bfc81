import '@/shared/i18n/settings'
import type { OrganizationDetail } from '@tessera/api'
import { Field, Input } from '@tessera/ui'
import { useEffect, useState } from 'react'
import { t } from '@/shared/i18n'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { usePreferences } from '@/shared/preferences'
import { Setting } from '@/shared/setting'
import { SettingsForm } from '@/shared/settings-form'
import { useAnew } from '@/shared/use-anew'
import { HueField } from './hue-field'
import { useOrganization, useSaveOrganization } from './queries'
import { Sample } from './sample'

/** The organization's name and its colour, which the whole app shows while it is being chosen. */
export function OrganizationPage() {
  const kept = useOrganization()
  return (
    <Page title={t('organization.title')} text={t('organization.text')}>
      {kept.isPending && <RowsSkeleton />}
      {kept.isError && !kept.data && <LoadFailed onRetry={() => void kept.refetch()} />}
      {kept.data && <Form kept={kept.data} />}
    </Page>
  )
}

function Form({ kept }: { kept: OrganizationDetail }) {
  const save = useSaveOrganization(kept)
  const [name, setName] = useState(kept.name)
  const [hue, setHue] = useState(kept.hue)
  useShownHue(hue, kept.hue)
  const unsaved = name !== kept.name || hue !== kept.hue
  function discard() {
    setName(kept.name)
    setHue(kept.hue)
  }
  useAnew(kept.version, discard)
  return (
    <SettingsForm unsaved={unsaved} save={() => save({ name, hue })} onDiscard={discard}>
      {(errors) => (
        <div className="flex flex-col gap-6">
          <Setting id="name">
            <Field label={t('admin.name')} hint={t('organization.nameHint')} error={errors['name']}>
              {(ids) => (
                <Input {...ids} value={name} maxLength={200} onChange={({ target }) => setName(target.value)} />
              )}
            </Field>
          </Setting>
          <Setting id="colour">
            <HueField hue={hue} onChange={setHue} />
          </Setting>
          <Sample />
        </div>
      )}
    </SettingsForm>
  )
}

/** The app in this colour, until one leaves: then in the one that is kept. */
function useShownHue(hue: number | null, kept: number | null): void {
  const set = usePreferences((state) => state.set)
  useEffect(() => set({ hue }), [set, hue])
  useEffect(() => () => set({ hue: kept }), [set, kept])
}
