import '@/shared/i18n/customer'
import type { Company } from '@tessera/api'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Banner, Button } from '@tessera/ui'
import { AtSign, Pencil, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { part } from '@/shared/part'
import { useMayWrite } from '@/shared/tickets/queries'
import { Fact } from './fact'
import { OwnFieldFacts } from './own-field-facts'
import { useCompany, useDeletingCompany, useMembers } from './queries'
import { RecordMenu } from './record-menu'
import { RecordPage } from './record-page'
import { PersonRow, RowList } from './rows'
import { TheirTickets } from './their-tickets'

const CompanyDialog = part(() => import('./company-dialog').then((module) => ({ default: module.CompanyDialog })))

export function CompanyPage() {
  const { companyId } = useParams({ from: '/shell/companies/$companyId' })
  const navigate = useNavigate()
  return (
    <RecordPage
      record={useCompany(companyId)}
      titleOf={({ name }) => name}
      kind={t('companies.title')}
      missing={[t('companies.missing'), t('companies.missingText')]}
      onBack={() => void navigate({ to: '/companies' })}
      actions={(company) => <Actions company={company} />}
    >
      {(company) => <Whole company={company} />}
    </RecordPage>
  )
}

function Whole({ company }: { company: Company }) {
  const restore = useDeletingCompany()
  return (
    <>
      {company.deleted_at && (
        <Banner
          tone="warning"
          className="mb-4 rounded-control"
          action={
            <Button size="sm" onClick={() => void restore(company, false)}>
              {t('action.restore')}
            </Button>
          }
        >
          {t('companies.deletedBanner')}
        </Banner>
      )}
      <div className="grid gap-8 md:grid-cols-[18rem_1fr]">
        <section aria-label={t('people.about')} className="flex flex-col gap-1.5">
          {company.domains.map((domain) => (
            <Fact key={domain} icon={<AtSign size={14} aria-hidden="true" />}>
              <span className="truncate text-strong">{domain}</span>
            </Fact>
          ))}
          {company.domains.length === 0 && <p className="text-quiet">{t('companies.noDomains')}</p>}
          <OwnFieldFacts of="company" values={company.fields} />
          {company.notes && (
            <p className="mt-1 rounded-control bg-note px-3 py-2.5 whitespace-pre-wrap text-strong">{company.notes}</p>
          )}
        </section>
        <div className="flex min-w-0 flex-col gap-8">
          <Members companyId={company.id} />
          <TheirTickets by="company" id={company.id} />
        </div>
      </div>
    </>
  )
}

function Members({ companyId }: { companyId: string }) {
  const list = useMembers(companyId)
  const nobody = list.data?.pages.every((page) => page.items.length === 0)
  return (
    <section aria-labelledby="members">
      <h2 id="members" className="pb-2 font-semibold text-strong">
        {t('people.title')}
      </h2>
      {nobody && <p className="text-quiet">{t('companies.nobody')}</p>}
      <RowList label={t('people.title')} list={list} row={(person) => <PersonRow person={person} at={companyId} />} />
    </section>
  )
}

function Actions({ company }: { company: Company }) {
  const mayWrite = useMayWrite()
  const remove = useDeletingCompany()
  const [editing, setEditing] = useState(false)
  if (!mayWrite || company.deleted_at) return null
  return (
    <>
      <RecordMenu
        items={[
          { label: t('companies.delete'), icon: <Trash2 size={15} />, onSelect: () => void remove(company, true) },
        ]}
      />
      <Button size="sm" onClick={() => setEditing(true)}>
        <Pencil size={13} aria-hidden="true" className="text-icon" />
        {t('customer.editAction')}
      </Button>
      {editing && (
        <Suspense>
          <CompanyDialog company={company} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  )
}
