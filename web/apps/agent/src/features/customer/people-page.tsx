import '@/shared/i18n/customer'
import { useNavigate } from '@tanstack/react-router'
import { Button, EmptyState } from '@tessera/ui'
import { Plus } from 'lucide-react'
import { Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed, Page } from '@/shared/page'
import { useDebounced } from '@/shared/search/use-debounced'
import { useMayWrite } from '@/shared/tickets/queries'
import { usePeople } from './queries'
import { PersonRow, RowList, SearchField } from './rows'
import { CustomerTabs } from './tabs'

const CustomerDialog = lazy(() => import('./customer-dialog').then((module) => ({ default: module.CustomerDialog })))

/** Everybody who ever wrote, or was added. */
export function PeoplePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const q = useDebounced(typed.trim(), 150)
  const list = usePeople(q)
  const people = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title={t('people.title')}
      action={
        mayWrite && (
          <Button size="sm" onClick={() => setAdding(true)}>
            <Plus size={14} aria-hidden="true" className="text-icon" />
            {t('people.add')}
          </Button>
        )
      }
    >
      <CustomerTabs />
      <SearchField label={t('people.find')} value={typed} busy={list.isPlaceholderData} onChange={setTyped} />
      {list.isError && people.length === 0 && <LoadFailed onRetry={() => void list.refetch()} />}
      {list.isSuccess && people.length === 0 && (
        <EmptyState
          mosaic="search"
          title={t(q ? 'people.nobodyFound' : 'people.nobody')}
          text={t(q ? 'people.nobodyFoundText' : 'people.nobodyText')}
        />
      )}
      <RowList
        label={t('people.title')}
        pending={list.isPending}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      >
        {people.map((person) => (
          <div role="listitem" key={person.id}>
            <PersonRow person={person} />
          </div>
        ))}
      </RowList>
      {adding && (
        <Suspense>
          <CustomerDialog
            customer={null}
            onClose={() => setAdding(false)}
            onSaved={({ id }) => void navigate({ to: '/people/$customerId', params: { customerId: id } })}
          />
        </Suspense>
      )}
    </Page>
  )
}
