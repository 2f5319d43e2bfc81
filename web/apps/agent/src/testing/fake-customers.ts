import type { Company, Customer, TicketDetail } from '@tessera/api'
import type { Handler } from './fake-http'

/** Who wrote the tickets, each known a little. */
export function fakeCustomers(tickets: TicketDetail[]) {
  const changed = new Map<string, Customer>()
  function of(id: string): Customer {
    const { requester, created_at } = tickets.find((ticket) => ticket.requester.id === id)!
    const domain = requester.email.split('@')[1]!
    return (
      changed.get(id) ?? {
        id,
        email: requester.email,
        emails: [requester.email, `office@${domain}`],
        name: requester.name,
        phones: ['+47 22 33 44 55'],
        language: 'nb',
        time_zone: 'Europe/Oslo',
        notes: 'Prefers to be called in the morning.\nBilling goes to the office address.',
        metadata: {},
        fields: { plan: 'gold' },
        company: { id: 'company-1', name: domain },
        company_id: null,
        blocked: null,
        merged_ids: [],
        created_at,
        updated_at: created_at,
        version: 1,
      }
    )
  }
  function change(id: string, fields: Partial<Customer>): Customer {
    const now = { ...of(id), ...fields, version: of(id).version + 1 }
    changed.set(id, now)
    return now
  }
  const all = () => [...new Set(tickets.flatMap(({ requester }) => requester.id ?? []))].map(of)
  const company = (domain: string): Company => ({
    id: 'company-1',
    name: domain,
    domains: [domain],
    notes: 'Wholesale price.',
    fields: { vat: 'NO 987 654 321 MVA' },
    created_at: tickets[0]!.created_at,
    updated_at: tickets[0]!.created_at,
    deleted_at: null,
    version: 1,
  })
  const companies = () => [company(all()[0]!.email.split('@')[1]!)]
  const routes: [string, RegExp, Handler][] = [
    ['GET', /^\/customers$/, () => ({ items: all(), next_cursor: null })],
    ['GET', /^\/companies$/, () => ({ items: companies(), next_cursor: null })],
    ['GET', /^\/companies\/([^/]+)$/, () => companies()[0]],
    ['GET', /^\/companies\/([^/]+)\/people$/, () => ({ items: all().slice(0, 3), next_cursor: null })],
    ['GET', /^\/customers\/([^/]+)$/, (_, [id]) => of(id!)],
    ['PATCH', /^\/customers\/([^/]+)$/, (body: Partial<Customer>, [id]) => change(id!, body)],
    [
      'POST',
      /^\/customers\/([^/]+)\/block$/,
      (_, [id]) => change(id!, { blocked: { at: new Date().toISOString(), reason: '' } }),
    ],
    ['POST', /^\/customers\/([^/]+)\/unblock$/, (_, [id]) => change(id!, { blocked: null })],
  ]
  return { routes }
}
