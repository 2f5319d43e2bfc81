import { describe, expect, it } from 'vitest'
import { aMessage, aTicket, aTicketDetail } from '@/testing/factories'
import { keepEarlier, newer, withEarlier } from './entries'

const entry = (n: number) => aMessage({ id: `m${n}`, created_at: `2026-05-01T10:0${n}:00.000Z` })
const detail = (numbers: number[], next_cursor: string | null) =>
  aTicketDetail({ entries: { items: numbers.map(entry), next_cursor } })
const shown = (ticket: ReturnType<typeof detail>) => ticket.entries.items.map((each) => each.id).join(' ')

describe('the entries of a ticket', () => {
  it('grow backwards', () => {
    const more = withEarlier(detail([3, 4], 'to-2'), { items: [entry(1), entry(2)], next_cursor: null })
    expect(shown(more)).toBe('m1 m2 m3 m4')
    expect(more.entries.next_cursor).toBeNull()
  })

  it('keep what was fetched before when the ticket is read again', () => {
    const kept = keepEarlier(detail([1, 2, 3], null), detail([3, 4], 'to-2'))
    expect(shown(kept)).toBe('m1 m2 m3 m4')
    expect(kept.entries.next_cursor).toBeNull()
  })

  it('lose what the server no longer has: a reply that was taken back', () => {
    expect(shown(keepEarlier(detail([1, 2, 3, 4], null), detail([2, 4], 'to-1')))).toBe('m1 m2 m4')
    expect(shown(keepEarlier(detail([1, 2], null), detail([2], null)))).toBe('m2')
  })

  it('that an answer does not know yet stay: it was asked for before they were written', () => {
    const known = { ...detail([1, 2, 3], null), version: 7 }
    expect(shown(keepEarlier(known, detail([1, 2], null)))).toBe('m1 m2 m3')
  })

  it('never have a hole: without an overlap the fresh ones stand alone', () => {
    const fresh = keepEarlier(detail([1, 2], null), detail([5, 6], 'to-4'))
    expect(shown(fresh)).toBe('m5 m6')
    expect(fresh.entries.next_cursor).toBe('to-4')
  })
})

describe('what is known of a ticket', () => {
  it('is not overwritten by something older', () => {
    const known = aTicketDetail({ version: 5, subject: 'New' })
    expect(newer(known, aTicket({ version: 4, subject: 'Old' }))).toBe(known)
  })
  it('takes a newer summary and keeps its entries', () => {
    const merged = newer(aTicketDetail({ version: 5 }), aTicket({ version: 6, status: 'resolved' }))
    expect(merged.status).toBe('resolved')
    expect(merged.entries.items).toHaveLength(1)
  })
})
