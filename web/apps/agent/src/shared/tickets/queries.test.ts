// @vitest-environment jsdom
import type { Client } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { replicaOf } from '@/shared/replica/local'
import { aTicket, aTicketDetail } from '@/testing/factories'
import { ticketQuery } from './queries'

it('a ticket that changes while it is opened is shown as it is then', async () => {
  const client = new QueryClient()
  const versions = [3, 4]
  const api: Partial<Client> = {
    ticket: async (id) => {
      const ticket = aTicketDetail({ id, version: versions.shift()! })
      replicaOf(client).put([aTicket({ id, version: 4 })])
      return ticket
    },
  }
  expect(await client.fetchQuery(ticketQuery(api as Client, client, 't'))).toMatchObject({ version: 4 })
  expect(versions).toEqual([])
})
