import '@/shared/i18n/customer'
import type { Customer } from '@tessera/api'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Avatar, Button } from '@tessera/ui'
import { Ban, Building2, Mail, Merge, Pencil, Phone } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { part } from '@/shared/part'
import { useMayWrite } from '@/shared/tickets/queries'
import { Fact } from './fact'
import { OwnFieldFacts } from './own-field-facts'
import { useBlocking, useCustomer } from './queries'
import { RecordMenu } from './record-menu'
import { RecordPage } from './record-page'
import { TheirPlace } from './their-place'
import { TheirTickets } from './their-tickets'

const CustomerDialog = part(() => import('./customer-dialog').then((module) => ({ default: module.CustomerDialog })))
const MergeDialog = part(() => import('./merge-dialog').then((module) => ({ default: module.MergeDialog })))
const MergedPeople = part(() => import('./merged-people').then((module) => ({ default: module.MergedPeople })))

export function PersonPage() {
  const { customerId } = useParams({ from: '/shell/people/$customerId' })
  const navigate = useNavigate()
  return (
    <RecordPage
      record={useCustomer(customerId)}
      titleOf={({ name, email }) => name || email}
      kind={t('people.title')}
      missing={[t('people.missing'), t('people.missingText')]}
      onBack={() => void navigate({ to: '/people' })}
      actions={(person) => <Actions person={person} />}
    >
      {(person) => (
        <div className="grid gap-8 md:grid-cols-[18rem_1fr]">
          <div className="flex flex-col gap-6">
            <About person={person} />
            {person.merged_ids.length > 0 && <MergedPeople person={person} />}
          </div>
          <TheirTickets by="requester" id={person.id} />
        </div>
      )}
    </RecordPage>
  )
}

function Actions({ person }: { person: Customer }) {
  const mayWrite = useMayWrite()
  const block = useBlocking(person)
  const [editing, setEditing] = useState(false)
  const [merging, setMerging] = useState(false)
  if (!mayWrite) return null
  return (
    <>
      <RecordMenu
        items={[
          {
            label: t('mergePeople.action'),
            icon: <Merge size={15} />,
            disabled: Boolean(person.blocked),
            onSelect: () => setMerging(true),
          },
          {
            label: t(person.blocked ? 'customer.unblock' : 'customer.block'),
            icon: <Ban size={15} />,
            onSelect: () => void block(!person.blocked),
          },
        ]}
      />
      <Button size="sm" onClick={() => setEditing(true)}>
        <Pencil size={13} aria-hidden="true" className="text-icon" />
        {t('customer.editAction')}
      </Button>
      {merging && (
        <Suspense>
          <MergeDialog person={person} onClose={() => setMerging(false)} />
        </Suspense>
      )}
      {editing && (
        <Suspense>
          <CustomerDialog customer={person} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  )
}

function About({ person }: { person: Customer }) {
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
      <TheirPlace {...person} />
      <OwnFieldFacts of="person" values={person.fields} />
      {person.notes && (
        <p className="mt-1 rounded-control bg-note px-3 py-2.5 whitespace-pre-wrap text-strong">{person.notes}</p>
      )}
      <p className="mt-2 text-xs text-quiet">{t('people.since', { date: since })}</p>
    </section>
  )
}
