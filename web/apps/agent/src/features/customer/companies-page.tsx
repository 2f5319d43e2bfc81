import '@/shared/i18n/customer'
import { useNavigate } from '@tanstack/react-router'
import { Button, EmptyState } from '@tessera/ui'
import { Plus } from 'lucide-react'
import { Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed, Page } from '@/shared/page'
import { useDebounced } from '@/shared/search/use-debounced'
import { useMayWrite } from '@/shared/tickets/queries'
import { useCompanies } from './queries'
import { CompanyRow, RowList, SearchField } from './rows'
import { CustomerTabs } from './tabs'

const CompanyDialog = lazy(() => import('./company-dialog').then((module) => ({ default: module.CompanyDialog })))

/** Where customers work. */
export function CompaniesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const q = useDebounced(typed.trim(), 150)
  const list = useCompanies(q)
  const companies = list.data?.pages.flatMap((page) => page.items) ?? []
  const add = mayWrite && (
    <Button size="sm" onClick={() => setAdding(true)}>
      <Plus size={14} aria-hidden="true" className="text-icon" />
      {t('companies.add')}
    </Button>
  )
  return (
    <Page title={t('companies.title')} action={add}>
      <CustomerTabs />
      <SearchField label={t('companies.find')} value={typed} busy={list.isPlaceholderData} onChange={setTyped} />
      {list.isError && companies.length === 0 && <LoadFailed onRetry={() => void list.refetch()} />}
      {list.isSuccess && companies.length === 0 && (
        <EmptyState
          mosaic="search"
          title={t(q ? 'companies.noneFound' : 'companies.none')}
          text={t(q ? 'people.nobodyFoundText' : 'companies.noneText')}
        />
      )}
      <RowList
        label={t('companies.title')}
        pending={list.isPending}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      >
        {companies.map((company) => (
          <div role="listitem" key={company.id}>
            <CompanyRow company={company} />
          </div>
        ))}
      </RowList>
      {adding && (
        <Suspense>
          <CompanyDialog
            company={null}
            onClose={() => setAdding(false)}
            onSaved={({ id }) => void navigate({ to: '/companies/$companyId', params: { companyId: id } })}
          />
        </Suspense>
      )}
    </Page>
  )
}
