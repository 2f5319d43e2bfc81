import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { aTicket, aTicketDetail } from '@/testing/factories'
import { keys } from './cache'
import { fitTag, seenTags } from './tags'
import { VIEWS } from './views'

describe('a tag', () => {
  it.each([
    ['  Paper Jam ', 'paper-jam'],
    ['"vip";', 'vip'],
    [' , ', ''],
  ])('typed as %j is kept as %j', (typed, kept) => expect(fitTag(typed)).toBe(kept))
})

describe('the tags to complete from', () => {
  it('are those of the tickets held here, each ticket counted once, the most used first', () => {
    const client = new QueryClient()
    const items = [aTicket({ id: 'a', tags: ['eu', 'vip'] }), aTicket({ id: 'b', tags: ['vip'] })]
    client.setQueryData(keys.list(VIEWS.unresolved), { pages: [{ items, next_cursor: null }], pageParams: [null] })
    client.setQueryData(keys.list(VIEWS.unassigned), { pages: [{ items, next_cursor: null }], pageParams: [null] })
    client.setQueryData(keys.ticket('c'), aTicketDetail({ id: 'c', tags: ['billing', 'eu', 'vip'] }))
    expect(seenTags(client)).toEqual(['vip', 'eu', 'billing'])
  })
})
