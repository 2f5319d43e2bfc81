import '@/shared/i18n/jobs'
import type { Job } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { Button, Dialog, DialogBody, EmptyState, RelativeTime } from '@tessera/ui'
import { useEffect, useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { isActive, jobsQuery, seenOf } from '@/shared/jobs/jobs'
import { JobResults } from '@/shared/jobs/job-results'
import { LeftOut } from '@/shared/jobs/left-out'
import { useJobTitle } from '@/shared/jobs/use-job-title'
import { useSaveFile } from '@/shared/jobs/use-save-file'
import { useSteer } from '@/shared/jobs/use-steer'
import { useWantedJob } from '@/shared/jobs/wanted'
import { LoadFailed, RowsSkeleton } from '@/shared/page'
import { Said } from '@/shared/said'
import { useServices } from '@/shared/services'
import { useMe } from '@/shared/tickets/queries'
import { JobProgress } from './progress'

/** What was done to many at once: how far it is, what became of each, and the way back. */
export function JobsPanel({ onClose }: { onClose: () => void }) {
  const list = useQuery(jobsQuery(useServices().api))
  // Whoever opens it the next time is led to none.
  useEffect(() => () => useWantedJob.setState({ id: null }), [])
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('jobs.title')}
      description={t('jobs.text')}
      closeLabel={t('action.close')}
    >
      <DialogBody className="gap-0" tabIndex={0}>
        {list.isPending && <RowsSkeleton />}
        {list.isError && !list.data && <LoadFailed onRetry={() => void list.refetch()} />}
        {list.data?.length === 0 && (
          <EmptyState mosaic="inbox" title={t('jobs.emptyTitle')} text={t('jobs.emptyText')} />
        )}
        <ul>
          {list.data?.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  )
}

function JobLine({ job }: { job: Job }) {
  const title = useJobTitle()(job)
  const [open, setOpen] = useState(false)
  const left = job.refused + job.not_found
  const wanted = useWantedJob((state) => state.id === job.id)
  return (
    <li
      data-testid="job"
      ref={(line) => {
        if (wanted) line?.scrollIntoView({ block: 'nearest' })
      }}
      aria-current={wanted || undefined}
      data-state={job.state}
      className="-mx-2 flex flex-col gap-1.5 rounded-control border-b border-line px-2 py-3 last:border-0 aria-[current=true]:bg-selected"
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate font-medium text-strong" title={title}>
            {title}
          </p>
          <p className="text-xs text-quiet tabular-nums">
            {t(`jobs.state.${job.state}`)}
            {' · '}
            <Numbers job={job} />
            {' · '}
            <bdi>{job.created_by_name}</bdi>
            {' · '}
            <RelativeTime at={job.created_at} justNow={t('time.now')} locale={LOCALE} />
          </p>
        </div>
        <Steering job={job} title={title} />
      </div>
      {isActive(job) && <JobProgress job={job} label={title} />}
      {job.reason && (
        <p className="text-xs text-danger-text">
          <Said text={job.reason} />
        </p>
      )}
      <LeftOut job={job} />
      {left > 0 && (
        <Button size="sm" variant="ghost" className="self-start" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('jobs.left', { count: left })}
        </Button>
      )}
      {open && <JobResults job={job} />}
    </li>
  )
}

function Numbers({ job }: { job: Job }) {
  if (isActive(job)) return t('jobs.progress', { seen: seenOf(job), total: job.total ?? '…' })
  return t('jobs.done', { done: job.done, unchanged: job.unchanged })
}

function Steering({ job, title }: { job: Job; title: string }) {
  const me = useMe()
  const steer = useSteer()
  const save = useSaveFile()
  if (job.created_by !== me.id && me.role !== 'admin') return null
  const button = (text: string, act: (id: string) => void) => (
    <Button size="sm" aria-label={`${text}: ${title}`} onClick={() => act(job.id)}>
      {text}
    </Button>
  )
  if (job.has_file) return button(t(job.kind === 'export' ? 'records.download' : 'records.refused'), save)
  if (job.state === 'queued' || job.state === 'running') return button(t('action.cancel'), steer.cancel)
  if (job.state === 'failed') return button(t('jobs.continue'), steer.carryOn)
  if (job.undone_by) return <span className="text-xs text-quiet">{t('done.undone')}</span>
  return job.can_undo ? button(t('action.undo'), steer.undo) : null
}
