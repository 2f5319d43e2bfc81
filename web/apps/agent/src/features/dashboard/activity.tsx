import { Link } from '@tanstack/react-router'
import { Skeleton } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { ActivityList } from '@/features/activity/activity-list'
import { useActivity } from '@/features/activity/use-activity'

const SHOWN = 6

/** What was done last. */
export function Activity() {
  const { deeds, data, isError } = useActivity()
  if (isError && !data) return <p className="text-quiet">{t('admin.failedTitle')}</p>
  if (!data) return <Skeleton className="h-16" />
  if (deeds.length === 0) return <p className="text-quiet">{t('activityPage.noneText')}</p>
  return (
    <>
      <ActivityList deeds={deeds} most={SHOWN} />
      <Link to="/activity" className="mt-2 self-start text-xs text-accent-text underline-offset-2 hover:underline">
        {t('activityPage.all')}
      </Link>
    </>
  )
}
