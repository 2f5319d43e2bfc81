import '@/shared/i18n/settings'
import type { WorkingHours } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { PREFERENCES } from '@/features/notices/preferences'
import { workingHoursQuery } from '@/shared/hours/query'
import { WorkingHoursFields } from '@/shared/hours/working-hours-fields'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useServices } from '@/shared/services'
import { SettingsForm } from '@/shared/settings-form'

/** When one works: outside of it routing gives one no tickets, and one may want silence. */
export function HoursPage() {
  const { api } = useServices()
  const kept = useQuery(workingHoursQuery(api))
  return (
    <Page title={t('hours.title')} text={t('hours.text')}>
      {kept.isPending && <RowsSkeleton />}
      {kept.isError && !kept.data && <LoadFailed onRetry={() => void kept.refetch()} />}
      {kept.data && <Hours key={kept.dataUpdatedAt} kept={kept.data.working_hours} />}
    </Page>
  )
}

function Hours({ kept }: { kept: WorkingHours | null }) {
  const { api } = useServices()
  const client = useQueryClient()
  const [hours, setHours] = useState(kept)
  const unsaved = JSON.stringify(hours) !== JSON.stringify(kept)

  async function save() {
    client.setQueryData(workingHoursQuery(api).queryKey, await api.saveWorkingHours(hours))
    void client.invalidateQueries({ queryKey: PREFERENCES })
  }
  return (
    <SettingsForm unsaved={unsaved} save={save} onDiscard={() => setHours(kept)}>
      {(errors) => <WorkingHoursFields value={hours} onChange={setHours} errors={errors} />}
    </SettingsForm>
  )
}
