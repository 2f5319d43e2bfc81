import type { Notice } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { useJobTitle } from '@/shared/jobs/use-job-title'
import { useServices } from '@/shared/services'

/** Which job a notice tells of, in words; nothing while that is not known, or not any more. */
export function useJobName({ job }: Notice): string | undefined {
  const { api } = useServices()
  const titleOf = useJobTitle()
  const { data } = useQuery({
    queryKey: ['job', job?.id],
    queryFn: () => api.job(job!.id),
    enabled: job !== null,
    // What it is does not change, and what has gone does not come back.
    staleTime: Infinity,
    retry: false,
  })
  return data && titleOf(data)
}
