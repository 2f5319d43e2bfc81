import type { TicketSummary } from '@tessera/api'

/** What macros and signatures can say of a ticket and of whoever answers it. */
export const VARIABLES = [
  'ticket.number',
  'ticket.subject',
  'ticket.requester.name',
  'ticket.requester.first_name',
  'ticket.requester.email',
  'agent.name',
  'agent.first_name',
]

/** What a text can speak of. */
export type About = Pick<TicketSummary, 'number' | 'subject'> & { requester: { name: string; email: string } }

/** The values, as the server puts them in. */
export function valuesOf({ number, subject, requester }: About, agent: string): Record<string, string> {
  return {
    'ticket.number': String(number),
    'ticket.subject': subject,
    'ticket.requester.name': requester.name,
    'ticket.requester.first_name': firstName(requester.name),
    'ticket.requester.email': requester.email,
    'agent.name': agent,
    'agent.first_name': firstName(agent),
  }
}

/** `Ada` of `Ada Lovelace` and of `Lovelace, Ada`. */
function firstName(name: string): string {
  const [last = '', ...rest] = name.split(',')
  const first = rest.join(',').trim() || last
  return first.trim().split(/\s+/)[0] ?? ''
}
