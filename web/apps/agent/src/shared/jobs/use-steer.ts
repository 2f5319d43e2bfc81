import type { Job } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'
import { JOBS, storeJob } from './jobs'

/** Stops a job, lets it go on, takes it back. */
export function useSteer() {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  return useMemo(() => {
    async function ask(wish: () => Promise<Job>): Promise<void> {
      try {
        storeJob(client, await wish())
      } catch (error) {
        explain(outcomeOf(error), () => void ask(wish))
        void client.invalidateQueries({ queryKey: JOBS })
      }
    }
    async function undo(id: string): Promise<Job> {
      const { job } = await api.undoJob(id)
      // The one that is undone says so, too.
      void client.invalidateQueries({ queryKey: JOBS })
      return job
    }
    return {
      cancel: (id: string) => void ask(() => api.cancelJob(id)),
      carryOn: (id: string) => void ask(() => api.continueJob(id)),
      undo: (id: string) => void ask(() => undo(id)),
    }
  }, [api, client, explain])
}
