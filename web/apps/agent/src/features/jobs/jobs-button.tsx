import '@/shared/i18n/jobs'
import type { Job } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { Tooltip, cn } from '@tessera/ui'
import { Layers } from 'lucide-react'
import { t } from '@/shared/i18n'
import { registry } from '@/shared/hotkeys'
import { isActive, jobsQuery } from '@/shared/jobs/jobs'
import { useJobTitle } from '@/shared/jobs/use-job-title'
import { useServices } from '@/shared/services'
import { useMe } from '@/shared/tickets/queries'
import { JobProgress, percentOf } from './progress'

/** At the sidebar's foot while something of one's own is at work, or stopped: how far it is, and the way to the rest. */
export function JobsButton({ narrow }: { narrow: boolean }) {
  const me = useMe().id
  const titleOf = useJobTitle()
  const { data: jobs = [] } = useQuery(jobsQuery(useServices().api))
  const mine = jobs.filter((job) => job.created_by === me)
  const job = mine.find(isActive) ?? mine.find(hasStopped)
  if (!job) return null
  const text = isActive(job) ? t('jobs.working', { percent: percentOf(job) }) : t('jobs.stopped')
  return (
    <div className="shrink-0 px-2 pb-2">
      <Tooltip text={titleOf(job)} side="end">
        <button
          type="button"
          onClick={() => registry.run('jobs')}
          className={cn(
            'flex min-h-9 w-full items-center gap-2.5 rounded-control px-2 text-start text-body hover:bg-selected/70 hover:text-strong pointer-coarse:min-h-11',
            narrow && 'justify-center px-0',
          )}
        >
          <Layers
            size={16}
            strokeWidth={1.75}
            aria-hidden="true"
            className={isActive(job) ? 'text-icon' : 'text-danger-text'}
          />
          <span className={cn('flex min-w-0 flex-1 flex-col gap-1', narrow && 'sr-only')}>
            <span className="truncate text-xs tabular-nums">{text}</span>
            {isActive(job) && <JobProgress job={job} label={titleOf(job)} />}
          </span>
        </button>
      </Tooltip>
    </div>
  )
}

const DAY_MS = 24 * 60 * 60_000

function hasStopped(job: Job): boolean {
  return job.state === 'failed' && Date.now() - Date.parse(job.updated_at) < DAY_MS
}
