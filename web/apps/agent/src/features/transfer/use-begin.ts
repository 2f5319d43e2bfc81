import type { Job } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { JOBS, storeJob } from '@/shared/jobs/jobs'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'

/** Starts a job and remembers it, or says why it could not be started. */
export function useBegin() {
  const client = useQueryClient()
  const explain = useExplain()
  const [jobId, setJobId] = useState('')
  const [busy, setBusy] = useState(false)

  async function run(start: () => Promise<Job>): Promise<void> {
    setBusy(true)
    setJobId('')
    try {
      const job = await start()
      storeJob(client, job)
      void client.invalidateQueries({ queryKey: JOBS })
      setJobId(job.id)
    } catch (error) {
      explain(outcomeOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { jobId, busy, begin: (start: () => Promise<Job>) => void run(start) }
}
