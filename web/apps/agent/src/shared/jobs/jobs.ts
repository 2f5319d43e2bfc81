import type { Client, Job } from '@tessera/api'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { catchUp } from '@/shared/live/deltas'
import { replicaOf } from '@/shared/replica/local'

export const JOBS = ['jobs'] as const
const SHOWN = 25
const LOOK_AGAIN_MS = 5000
const NEWS_MS = 5000

export function isActive(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running' || job.state === 'cancelling'
}

/** How many of its items a job is done with. */
export function seenOf(job: Job): number {
  return job.done + job.unchanged + job.refused + job.not_found
}

/** The latest jobs. News of them come by themselves; while one is at work it is also asked after. */
export const jobsQuery = (api: Client) =>
  queryOptions({
    queryKey: JOBS,
    queryFn: async () => (await api.jobs({ limit: SHOWN })).items,
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data?.some(isActive) ? LOOK_AGAIN_MS : false),
  })

/** Keeps what is newest of a job. Once it has ended and its news have come, what it was thought to do is shown no more. */
export function storeJob(client: QueryClient, job: Job): void {
  const known = client.getQueryData<Job[]>(JOBS)
  const before = known?.find((each) => each.id === job.id)
  if (before && before.updated_at > job.updated_at) return
  if (known)
    client.setQueryData<Job[]>(JOBS, before ? known.map((each) => (each === before ? job : each)) : [job, ...known])
  if (!isActive(job) && (!before || isActive(before))) {
    catchUp(client)
    setTimeout(() => replicaOf(client).lift(job.id), NEWS_MS)
  }
}
