// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { Client, TicketSummary } from '@tessera/api'
import { openDatabase, wipeDatabase } from '@tessera/sync'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { aTicket } from '@/testing/factories'
import { type Head, openHead, useHead } from './head'
import { closeLocal, openLocal } from './local'

const NAME = 'tessera.head'
const api = {
  syncTickets: () => new Promise(() => undefined),
  syncChanges: () => new Promise(() => undefined),
} as unknown as Client
const many = (count: number): TicketSummary[] => Array.from({ length: count }, (_, at) => aTicket({ id: `t${at}` }))

function headIn(client: QueryClient, key: string | null, rows: TicketSummary[], opening: boolean) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  return renderHook(() => useHead(key, rows, opening), { wrapper }).result.current
}

afterEach(async () => {
  await wipeDatabase(NAME)
})

it('keeps what one sees of a list, and gives it to the same list at the next start', async () => {
  const client = new QueryClient()
  const database = await openDatabase<TicketSummary>(NAME)
  openLocal(client, api, database)
  const rows = many(90)
  expect(headIn(client, 'mine', rows, false)).toBeUndefined()
  const kept = await vi.waitFor(async () => {
    const head = (await database.meta())['head'] as Head | undefined
    expect(head?.count).toBe(90)
    return head!
  }, 3_000)
  await closeLocal(client, false)
  expect(kept.rows).toEqual(rows.slice(0, 60))

  const next = new QueryClient()
  openHead(next, kept)
  expect(headIn(next, 'mine', [], true)?.rows).toHaveLength(60)
  expect(headIn(next, 'all', [], true)).toBeUndefined()
  expect(headIn(next, 'mine', rows, false)).toBeUndefined()
})

it('is gone with the agent', () => {
  const client = new QueryClient()
  openHead(client, { key: 'mine', rows: many(1), count: 1 })
  openHead(client, undefined)
  expect(headIn(client, 'mine', [], true)).toBeUndefined()
})
