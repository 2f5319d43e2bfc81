import '@/shared/i18n/settings'
import { ApiProblem, type WorkingHours } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@tessera/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PREFERENCES } from '@/features/notices/preferences'
import { WorkingHoursFields } from '@/shared/hours/working-hours-fields'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'
import { showToast } from '@/shared/toasts'
import { UnsavedGuard } from '@/shared/unsaved'

const KEY = ['working-hours'] as const

/** When one works: outside of it routing gives one no tickets, and one may want silence. */
export function HoursPage() {
  const { t } = useTranslation()
  const { api } = useServices()
  const kept = useQuery({ queryKey: KEY, queryFn: api.workingHours })
  return (
    <Page title={t('hours.title')} text={t('hours.text')}>
      {kept.isPending && <RowsSkeleton />}
      {kept.isError && !kept.data && <LoadFailed onRetry={() => void kept.refetch()} />}
      {kept.data && <Hours key={kept.dataUpdatedAt} kept={kept.data.working_hours} />}
    </Page>
  )
}

function Hours({ kept }: { kept: WorkingHours | null }) {
  const { t } = useTranslation()
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  const [hours, setHours] = useState(kept)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const unsaved = JSON.stringify(hours) !== JSON.stringify(kept)

  async function save() {
    setBusy(true)
    try {
      client.setQueryData(KEY, await api.saveWorkingHours(hours))
      void client.invalidateQueries({ queryKey: PREFERENCES })
      showToast({ text: t('admin.saved') })
    } catch (error) {
      const named = error instanceof ApiProblem ? error.problem.errors : []
      setErrors(Object.fromEntries(named.map((each) => [each.field, each.message])))
      if (named.length === 0) explain(outcomeOf(error))
    }
    setBusy(false)
  }
  return (
    <form
      className="max-w-xl"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <WorkingHoursFields value={hours} onChange={setHours} errors={errors} />
      <div className="mt-5 flex items-center gap-3">
        <Button type="submit" variant="primary" busy={busy} disabled={!unsaved}>
          {t('action.save')}
        </Button>
        {unsaved && (
          <Button variant="ghost" onClick={() => setHours(kept)}>
            {t('settings.discard')}
          </Button>
        )}
      </div>
      <UnsavedGuard unsaved={unsaved && !busy} />
    </form>
  )
}
