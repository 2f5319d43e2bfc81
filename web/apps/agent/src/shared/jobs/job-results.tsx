import type { Job } from '@tessera/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Spinner } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { Said } from '@/shared/said'
import { useServices } from '@/shared/services'
import { useColumnName } from './use-column-name'

/** The items that were not changed, each with its reason. */
export function JobResults({ job }: { job: Job }) {
  const { api } = useServices()
  const nameOf = useColumnName()
  const list = useInfiniteQuery({
    queryKey: ['job-results', job.id, job.refused],
    queryFn: ({ pageParam }) =>
      api.jobResults(job.id, { result: 'refused', limit: 50, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 60_000,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="rounded-control bg-hover px-3 py-2 text-xs">
      {list.isPending && <Spinner label={t('jobs.loading')} size={14} />}
      {list.isError && <p className="text-danger-text">{t('admin.failedTitle')}</p>}
      <ul className="flex flex-col gap-1.5">
        {items.map((item) => (
          <li key={`${item.id} ${item.place}`}>
            <p dir="auto" className="truncate font-medium text-strong">
              {item.place || item.id}
            </p>
            <p className="text-body">
              {job.kind === 'import' && item.field && `${nameOf(item.field)}: `}
              {item.reason && <Said text={item.reason} />}
            </p>
          </li>
        ))}
        {job.not_found > 0 && <li className="text-body">{t('jobs.notFound', { count: job.not_found })}</li>}
      </ul>
      {list.hasNextPage && (
        <Button size="sm" variant="ghost" disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
          {t('admin.more')}
        </Button>
      )}
    </div>
  )
}
