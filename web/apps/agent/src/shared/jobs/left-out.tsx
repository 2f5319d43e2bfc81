import type { Job } from '@tessera/api'
import { t } from '@/shared/i18n'

/** How many names the server gives; one more says that there are others. */
const TOLD = 10

/** The columns of an imported file that nothing was taken of, because no field has their name. */
export function LeftOut({ job }: { job: Job }) {
  const names = Array.isArray(job.what['left']) ? job.what['left'].map(String) : []
  if (names.length === 0) return null
  const told = names.slice(0, TOLD).map((name) => t('jobs.leftOutName', { name }))
  return (
    <p dir="auto" className="text-xs text-quiet">
      {t('jobs.leftOut', { names: [...told, ...(names.length > TOLD ? ['…'] : [])].join(', ') })}
    </p>
  )
}
