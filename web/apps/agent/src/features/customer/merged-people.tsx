import type { Customer } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { useMayWrite } from '@/shared/tickets/queries'
import { customerKey } from './queries'
import { useMerging } from './use-merging'

/** Who went into this person, as they were; each can be taken out again. */
export function MergedPeople({ person }: { person: Customer }) {
  const { api } = useServices()
  const mayWrite = useMayWrite()
  const { takeApart } = useMerging()
  const merged = useQuery({
    queryKey: [...customerKey(person.id), 'merged', person.merged_ids],
    queryFn: () => api.mergedCustomers(person.id),
  })
  return (
    <section aria-label={t('mergePeople.merged')}>
      <h2 className="text-xs text-quiet">{t('mergePeople.merged')}</h2>
      <ul>
        {merged.data?.items.map((one) => (
          <li key={one.id} className="flex min-h-9 items-center gap-2">
            <bdi className="min-w-0 flex-1 truncate text-strong">{one.name || one.email}</bdi>
            {mayWrite && (
              <Button size="sm" variant="ghost" onClick={() => void takeApart(one.id)}>
                {t('mergePeople.takeApart')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
