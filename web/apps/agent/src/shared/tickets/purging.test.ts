import type { Client } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { knownTicket, storeTicket } from './cache'
import { purgeTicket } from './purging'

it('leaves nothing of the ticket here, unless the server says no', async () => {
  const client = new QueryClient()
  const ticket = aTicket({ id: 't' })
  storeTicket(client, ticket)
  const refusing = { purgeTicket: () => Promise.reject(new Error('no')) } as Partial<Client> as Client
  await expect(purgeTicket({ api: refusing, client, me: 'me' }, ticket)).rejects.toThrow('no')
  expect(knownTicket(client, 't')).toEqual(ticket)
  const asked: string[] = []
  const api = {
    purgeTicket: async (id: string) => {
      asked.push(id)
      return { id, number: 1, purged_at: '', purged_by: null }
    },
  } as Partial<Client> as Client
  await purgeTicket({ api, client, me: 'me' }, ticket)
  expect([asked, knownTicket(client, 't')]).toEqual([['t'], undefined])
})
