import '@/shared/i18n/customer'
import type { Customer, TicketDetail } from '@tessera/api'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from '@tessera/ui'
import { ArrowRightLeft, Ban, Building2, Pencil, Phone, User } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { registry } from '@/shared/hotkeys'
import { part } from '@/shared/part'
import { useMayWrite } from '@/shared/tickets/queries'
import { Fact } from './fact'
import { OwnFieldFacts } from './own-field-facts'
import { useBlocking, useCustomer } from './queries'
import { TheirPlace } from './their-place'
import { TicketLinks, useTheirTickets } from './their-tickets'

const CustomerDialog = part(() => import('./customer-dialog').then((module) => ({ default: module.CustomerDialog })))

const MOST_SHOWN = 5

/** Who asks: what agents know of them, and what else they wrote. */
export function CustomerPanel({ ticket }: { ticket: TicketDetail }) {
  const id = ticket.requester.id
  if (!id) return null
  return (
    <div data-testid="customer" className="flex flex-col gap-2 px-2">
      <Known id={id} calledSoFar={ticket.requester.name} />
      <OtherTickets customerId={id} ticketId={ticket.id} />
    </div>
  )
}

function Known({ id, calledSoFar }: { id: string; calledSoFar: string }) {
  const customer = useCustomer(id)
  if (customer.isPending)
    return (
      <div aria-hidden="true" className="flex flex-col gap-2 py-1">
        <Skeleton className="h-3 w-3/5" />
        <Skeleton className="h-3 w-2/5" />
      </div>
    )
  if (!customer.data)
    return (
      <Button size="sm" variant="ghost" className="self-start" onClick={() => void customer.refetch()}>
        {t('customer.failed')}
      </Button>
    )
  const { name } = customer.data
  return (
    <>
      {/* The ticket keeps the name that they had then. */}
      {name && name !== calledSoFar && <p className="font-medium text-strong">{name}</p>}
      <Facts customer={customer.data} />
    </>
  )
}

function Facts({ customer }: { customer: Customer }) {
  const mayWrite = useMayWrite()
  const block = useBlocking(customer)
  const [editing, setEditing] = useState(false)
  const others = customer.emails.filter((email) => email !== customer.email)
  return (
    <>
      {customer.blocked && (
        <p className="flex items-center gap-2 text-xs text-danger-text">
          <Ban size={14} aria-hidden="true" />
          {t('customer.isBlocked')}
        </p>
      )}
      {customer.company && (
        <Fact icon={<Building2 size={14} aria-hidden="true" />}>
          <Link
            to="/companies/$companyId"
            params={{ companyId: customer.company.id }}
            className="truncate text-strong underline-offset-2 hover:underline"
          >
            {customer.company.name}
          </Link>
        </Fact>
      )}
      {customer.phones.map((phone) => (
        <Fact key={phone} icon={<Phone size={14} aria-hidden="true" />}>
          <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} className="text-strong underline-offset-2 hover:underline">
            {phone}
          </a>
        </Fact>
      ))}
      {others.length > 0 && <p className="text-xs text-quiet">{t('customer.also', { emails: others.join(', ') })}</p>}
      <TheirPlace {...customer} />
      <OwnFieldFacts of="person" values={customer.fields} />
      {customer.notes && (
        <p className="line-clamp-6 rounded-control bg-note px-2.5 py-2 text-xs whitespace-pre-wrap text-strong">
          {customer.notes}
        </p>
      )}
      {mayWrite && (
        <div className="-mx-2 grid grid-cols-2 gap-1 *:justify-self-start">
          <Button size="sm" variant="ghost" asChild>
            <Link to="/people/$customerId" params={{ customerId: customer.id }}>
              <User size={13} aria-hidden="true" className="text-icon" />
              {t('people.open')}
            </Link>
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
            <Pencil size={13} aria-hidden="true" className="text-icon" />
            {t('customer.editAction')}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => void block(!customer.blocked)}>
            <Ban size={13} aria-hidden="true" className="text-icon" />
            {t(customer.blocked ? 'customer.unblock' : 'customer.block')}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => registry.run('requester')}>
            <ArrowRightLeft size={13} aria-hidden="true" className="text-icon" />
            {t('requester.action')}
          </Button>
        </div>
      )}
      {editing && (
        <Suspense>
          <CustomerDialog customer={customer} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  )
}

function OtherTickets({ customerId, ticketId }: { customerId: string; ticketId: string }) {
  const tickets = useTheirTickets('requester', customerId, ticketId)
  if (tickets.length === 0) return <p className="text-xs text-quiet">{t('customer.noOthers')}</p>
  return (
    <section aria-label={t('customer.others')}>
      <h4 className="text-xs text-quiet">{t('customer.others')}</h4>
      <TicketLinks tickets={tickets.slice(0, MOST_SHOWN)} />
      {tickets.length > MOST_SHOWN && (
        <Link
          to="/views/$view"
          params={{ view: 'all' }}
          search={{ filter: `requester:${customerId}`, order: '-created' }}
          className="text-xs text-accent-text underline-offset-2 hover:underline"
        >
          {t('customer.allTickets', { count: tickets.length + 1 })}
        </Link>
      )}
    </section>
  )
}
