import '@/shared/i18n/dashboard'
import { EmptyState } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useRowKeys } from '@/shared/hotkeys/use-row-keys'
import { MoreButton } from '@/shared/more-button'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { ActivityList } from './activity-list'
import { useActivity } from './use-activity'

/** Everything that is done to the tickets that one may see, as it happens. */
export function ActivityPage() {
  const { deeds, data, isPending, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useActivity()
  const frame = useRowKeys<HTMLDivElement>('[data-activity]')
  return (
    <Page title={t('activityPage.title')} text={t('activityPage.text')}>
      {isPending && <RowsSkeleton />}
      {isError && !data && <LoadFailed onRetry={() => void refetch()} />}
      {data && deeds.length === 0 && !hasNextPage && (
        <EmptyState mosaic="done" title={t('activityPage.none')} text={t('activityPage.noneText')} />
      )}
      {deeds.length > 0 && (
        <div ref={frame} className="border-t border-line">
          <ActivityList deeds={deeds} />
        </div>
      )}
      <MoreButton list={{ hasNextPage, isFetchingNextPage, fetchNextPage }} label={t('activityPage.older')} />
    </Page>
  )
}
