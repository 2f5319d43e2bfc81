import type { Job } from '@tessera/api'
import { seenOf } from '@/shared/jobs/jobs'

/** How far a job came; before it is known how much there is, the bar is empty. */
export function JobProgress({ job, label }: { job: Job; label: string }) {
  const percent = percentOf(job)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1 overflow-hidden rounded-full bg-selected"
    >
      <div
        className="h-full rounded-full bg-accent forced-color-adjust-none transition-[width] duration-(--motion-calm)"
        style={{ width: `${percent}%` }}
      />
    </div>
  )
}

export function percentOf(job: Job): number {
  return job.total ? Math.min(100, Math.floor((seenOf(job) * 100) / job.total)) : 0
}
