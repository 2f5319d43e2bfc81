import { useCallback } from 'react'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'

/** Saves what a job made. Its address says that it is to be saved, so the page stays. */
export function useSaveFile(): (jobId: string) => void {
  const { api } = useServices()
  const explain = useExplain()
  return useCallback(
    (jobId) =>
      void api.jobFile(jobId).then(
        ({ url }) => location.assign(url),
        (error: unknown) => explain(outcomeOf(error)),
      ),
    [api, explain],
  )
}
