import type { SearchItem, SearchPage, SearchPart, TicketDetail } from '@tessera/api'
import { summaryOf } from '@/shared/tickets/cache'

/** Enough of a search for stories: every word somewhere in the ticket, filters by status, and hits marked. */
export function fakeSearch(tickets: TicketDetail[], query: URLSearchParams): SearchPage {
  const all = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const words = all.filter((word) => !word.includes(':'))
  const status = all.find((word) => word.startsWith('status:'))?.slice(7)
  const found = tickets.filter((ticket) => {
    const text = `${ticket.subject} ${ticket.preview} ${ticket.requester.name}`.toLowerCase()
    return words.every((word) => text.includes(word)) && (!status || ticket.status === status)
  })
  const count = (value: (ticket: TicketDetail) => string) => {
    const counts = new Map<string, number>()
    for (const ticket of found) counts.set(value(ticket), (counts.get(value(ticket)) ?? 0) + 1)
    return [...counts].map(([name, count]) => ({ value: name, count }))
  }
  const people = new Map(found.map((ticket) => [ticket.requester.id, ticket.requester]))
  return {
    items: found.slice(0, 20).map((ticket) => item(ticket, words)),
    people:
      words.length === 0
        ? []
        : [...people.values()].slice(0, 2).map((person) => ({
            id: person.id ?? person.email,
            name: parts(person.name, words),
            email: parts(person.email, words),
            company: [],
          })),
    companies: words.length === 0 ? [] : [{ id: 'company-1', name: 'Kaffebrenneriet' }],
    facets: {
      status: count((ticket) => ticket.status),
      priority: count((ticket) => ticket.priority),
      assignee: count((ticket) => ticket.assignee_id ?? 'none'),
      team: count((ticket) => ticket.team_id ?? 'none'),
      tag: [],
    },
    total: found.length,
    next_cursor: null,
    understood: { words, filters: [], notices: [], near: false },
    suggestions: [],
    preparing: false,
  }
}

function item(ticket: TicketDetail, words: string[]): SearchItem {
  const preview = parts(ticket.preview, words)
  const hit = preview.some((part) => part.hit)
  return {
    ticket: summaryOf(ticket),
    highlights: {
      subject: parts(ticket.subject, words),
      requester: [],
      messages: hit ? [{ message_id: ticket.id, kind: 'reply', parts: preview }] : [],
      files: [],
    },
    score: 1,
  }
}

function parts(text: string, words: string[]): SearchPart[] {
  if (words.length === 0) return [{ text, hit: false }]
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[^\p{L}\d]/gu, '.')).join('|')})`, 'i')
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text)
}
