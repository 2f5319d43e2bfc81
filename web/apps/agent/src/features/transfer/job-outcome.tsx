import '@/shared/i18n/jobs'
import { useQuery } from '@tanstack/react-query'
import { Button, Spinner } from '@tessera/ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '@/shared/i18n'
import { isActive, jobsQuery, seenOf } from '@/shared/jobs/jobs'
import { JobResults } from '@/shared/jobs/job-results'
import { LeftOut } from '@/shared/jobs/left-out'
import { useSaveFile } from '@/shared/jobs/use-save-file'
import { Said } from '@/shared/said'
import { useServices } from '@/shared/services'

/** What becomes of a job that was just begun here. */
export function JobOutcome({ jobId }: { jobId: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // What it gives back is no clean-up: newer browsers give a promise.
    void place.current?.scrollIntoView({ block: 'nearest' })
  }, [jobId])
  return (
    <div ref={place} className="min-h-20">
      <Outcome jobId={jobId} />
    </div>
  )
}

function Outcome({ jobId }: { jobId: string }) {
  const save = useSaveFile()
  const { data: jobs = [] } = useQuery(jobsQuery(useServices().api))
  const job = jobs.find((each) => each.id === jobId)
  if (!job || isActive(job)) {
    return (
      <p role="status" className="flex items-center gap-2 text-quiet tabular-nums">
        <Spinner label={t('jobs.state.running')} size={14} />
        {t('jobs.progress', { seen: job ? seenOf(job) : 0, total: job?.total ?? '…' })}
      </p>
    )
  }
  const dry = job.what['dry_run'] === true
  const counts = { done: job.done, unchanged: job.unchanged, refused: job.refused }
  return (
    <div role="status" data-testid="transfer-outcome" className="flex flex-col items-start gap-2">
      <p className="text-strong tabular-nums">
        {job.kind === 'export'
          ? t('transfer.exported', { count: job.done })
          : t(dry ? 'transfer.checked' : 'transfer.imported', counts)}
      </p>
      {job.reason && (
        <p className="text-danger-text">
          <Said text={job.reason} />
        </p>
      )}
      <LeftOut job={job} />
      {job.refused > 0 && (
        <Refused>
          <JobResults job={job} />
        </Refused>
      )}
      {job.has_file && (
        <Button onClick={() => save(job.id)}>
          {t(job.kind === 'export' ? 'records.download' : 'records.refused')}
        </Button>
      )}
      {job.has_file && job.kind === 'import' && <p className="text-xs text-quiet">{t('transfer.refusedHint')}</p>}
    </div>
  )
}

/** What is wrong with them has the place below: they are what there is to do. */
function Refused({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => void place.current?.scrollIntoView({ block: 'start' }), [])
  return (
    <div ref={place} data-testid="transfer-refused" className="w-full max-w-(--measure)">
      {children}
    </div>
  )
}
