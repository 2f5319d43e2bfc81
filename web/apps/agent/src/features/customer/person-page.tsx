import '@/shared/i18n/customer'
import { ApiProblem, type Customer } from '@tessera/api'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Avatar, Button, EmptyState, IconButton } from '@tessera/ui'
import { ArrowLeft, Ban, Building2, Mail, Pencil, Phone } from 'lucide-react'
import { Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import { useCommand } from '@/shared/hotkeys'
import { BeforeTitle, LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useMayWrite } from '@/shared/tickets/queries'
import { Fact } from './fact'
import { useBlocking, useCustomer } from './queries'
import { TheirTickets } from './their-tickets'

const CustomerDialog = lazy(() => import('./customer-dialog').then((module) => ({ default: module.CustomerDialog })))

export function PersonPage() {
  const { t } = useTranslation()
  const { customerId } = useParams({ from: '/shell/people/$customerId' })
  const navigate = useNavigate()
  const back = () => void navigate({ to: '/people' })
  const person = useCustomer(customerId)
  const missing = person.error instanceof ApiProblem && person.error.status === 404
  useCommand('back', back)
  if (missing) return <EmptyState page mosaic="search" title={t('people.missing')} text={t('people.missingText')} />
  return (
    <BeforeTitle value={<IconButton icon={ArrowLeft} label={t('action.back')} onClick={back} className="-ms-3" />}>
      <Page
        title={person.data ? person.data.name || person.data.email : t('people.title')}
        action={person.data && <Actions person={person.data} />}
      >
        {person.isPending && <RowsSkeleton />}
        {person.isError && !person.data && <LoadFailed onRetry={() => void person.refetch()} />}
        {person.data && (
          <div className="grid gap-8 md:grid-cols-[18rem_1fr]">
            <About person={person.data} />
            <TheirTickets by="requester" id={customerId} />
          </div>
        )}
      </Page>
    </BeforeTitle>
  )
}

function Actions({ person }: { person: Customer }) {
  const { t } = useTranslation()
  const mayWrite = useMayWrite()
  const block = useBlocking(person)
  const [editing, setEditing] = useState(false)
  if (!mayWrite) return null
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => void block(!person.blocked)}>
        <Ban size={13} aria-hidden="true" className="text-icon" />
        {t(person.blocked ? 'customer.unblock' : 'customer.block')}
      </Button>
      <Button size="sm" onClick={() => setEditing(true)}>
        <Pencil size={13} aria-hidden="true" className="text-icon" />
        {t('customer.editAction')}
      </Button>
      {editing && (
        <Suspense>
          <CustomerDialog customer={person} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  )
}

function About({ person }: { person: Customer }) {
  const { t } = useTranslation()
  const since = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' }).format(new Date(person.created_at))
  return (
    <section aria-label={t('people.about')} className="flex flex-col gap-1.5">
      <Avatar name={person.name || person.email} size={32} title={false} className="mb-2" />
      {person.blocked && (
        <p className="flex items-center gap-2 text-xs text-danger-text">
          <Ban size={14} aria-hidden="true" />
          {t('customer.isBlocked')}
        </p>
      )}
      {person.company && (
        <Fact icon={<Building2 size={14} aria-hidden="true" />}>
          <Link
            to="/companies/$companyId"
            params={{ companyId: person.company.id }}
            className="truncate text-strong underline-offset-2 hover:underline"
          >
            {person.company.name}
          </Link>
        </Fact>
      )}
      {person.emails.map((email) => (
        <Fact key={email} icon={<Mail size={14} aria-hidden="true" />}>
          <a href={`mailto:${email}`} className="truncate text-strong underline-offset-2 hover:underline">
            {email}
          </a>
        </Fact>
      ))}
      {person.phones.map((phone) => (
        <Fact key={phone} icon={<Phone size={14} aria-hidden="true" />}>
          <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} className="text-strong underline-offset-2 hover:underline">
            {phone}
          </a>
        </Fact>
      ))}
      {person.notes && (
        <p className="mt-1 rounded-control bg-note px-3 py-2.5 whitespace-pre-wrap text-strong">{person.notes}</p>
      )}
      <p className="mt-2 text-xs text-quiet">{t('people.since', { date: since })}</p>
    </section>
  )
}
