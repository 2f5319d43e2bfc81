import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { replicaOf } from '@/shared/replica/local'
import { fitTag, seenTags } from './tags'

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
    replicaOf(client).put([...items, aTicket({ id: 'c', tags: ['billing', 'eu', 'vip'] })])
    expect(seenTags(client)).toEqual(['vip', 'eu', 'billing'])
  })
})
