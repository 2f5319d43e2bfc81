import { QueryClient } from '@tanstack/react-query'
import type { TicketSummary } from '@tessera/api'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TicketList, keys } from '@/shared/tickets/cache'
import { VIEWS } from '@/shared/tickets/views'
import { aTicket } from '@/testing/factories'
import { createLateReads } from './late-reads'

const list = (...items: TicketSummary[]): TicketList => ({ pages: [{ items, next_cursor: null }], pageParams: [null] })
const key = keys.list(VIEWS.unassigned)
const old = aTicket({ id: 'a', version: 2 })
const fresh = aTicket({ id: 'b', version: 1, updated_at: '2026-06-01T00:00:00.000Z' })

describe('a list that arrives late', () => {
  let client: QueryClient
  let at = 0
  const shown = () => client.getQueryData<TicketList>(key)!.pages[0]!.items.map((each) => `${each.id}@${each.version}`)

  beforeEach(() => {
    client = new QueryClient()
    at = 0
  })

  async function read(meanwhile: () => void, answer: TicketList): Promise<void> {
    const reading = client.fetchQuery({
      queryKey: key,
      queryFn: async () => {
        await Promise.resolve()
        meanwhile()
        return answer
      },
    })
    await reading
  }

  it('has what was heard while it was read', async () => {
    const late = createLateReads(client, 'me', () => at)
    await read(() => late.heard(fresh), list(old))
    expect(shown()).toEqual(['b@1', 'a@2'])
  })
  it('keeps what it knows better', async () => {
    const late = createLateReads(client, 'me', () => at)
    await read(() => late.heard({ ...old, version: 1, subject: 'Before' }), list(old))
    expect(shown()).toEqual(['a@2'])
  })
  it('is left alone a minute later, and after the end', async () => {
    const late = createLateReads(client, 'me', () => at)
    late.heard(fresh)
    at = 60_001
    await read(() => undefined, list(old))
    late.heard({ ...fresh, version: 2 })
    late.stop()
    await read(() => undefined, list(old))
    expect(shown()).toEqual(['a@2'])
  })
})
