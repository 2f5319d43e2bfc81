import '@/shared/i18n/customer'
import { useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { t } from '@/shared/i18n'
import { part } from '@/shared/part'
import { ListPage } from './list-page'
import { useCompanies } from './queries'
import { CompanyRow } from './rows'

const CompanyDialog = part(() => import('./company-dialog').then((module) => ({ default: module.CompanyDialog })))

/** Where customers work. */
export function CompaniesPage() {
  const navigate = useNavigate()
  return (
    <ListPage
      texts={{
        title: t('companies.title'),
        add: t('companies.add'),
        find: t('companies.find'),
        none: [t('companies.none'), t('companies.noneText')],
        noneFound: [t('companies.noneFound'), t('people.nobodyFoundText')],
      }}
      useList={useCompanies}
      row={(company) => <CompanyRow company={company} />}
      dialog={(close) => (
        <Suspense>
          <CompanyDialog
            company={null}
            onClose={close}
            onSaved={({ id }) => void navigate({ to: '/companies/$companyId', params: { companyId: id } })}
          />
        </Suspense>
      )}
    />
  )
}
