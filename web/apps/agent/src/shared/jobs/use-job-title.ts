import '@/shared/i18n/jobs'
import type { Job } from '@tessera/api'
import { useCallback } from 'react'
import { t } from '@/shared/i18n'
import type { TicketChange } from '@/shared/tickets/changes'
import { useDescribe } from '@/shared/tickets/use-describe'
import type { MacroWords } from './bulk'

/** What a job is called, in words: "Status set to Resolved". */
export function useJobTitle(): (job: Job) => string {
  const describe = useDescribe()
  return useCallback(
    ({ kind, what }) => {
      const bulk = (act: Job['what']): string => {
        if (act['kind'] === 'macro') {
          const words = act['text'] as MacroWords | undefined
          return t(words ? `jobs.words.${words}` : 'done.macro', { name: String(act['name']) })
        }
        if (act['kind'] === 'edit') return describe(act['changes'] as TicketChange)
        return t(`jobs.act.${act['kind'] as 'delete' | 'restore' | 'merge' | 'identify'}`)
      }
      const which = t(`records.${what['kind'] as 'tickets' | 'people' | 'companies'}`)
      if (kind === 'export') return t('jobs.export', { what: which })
      if (kind === 'import') return t(what['dry_run'] ? 'jobs.check' : 'jobs.import', { what: which })
      if (kind === 'bulk') return bulk(what)
      const undone = what['what'] as Job['what'] | undefined
      return undone && !undone['what'] ? t('jobs.undo', { what: bulk(undone) }) : t('jobs.redo')
    },
    [describe],
  )
}
