// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import type { TicketSummary } from '@tessera/api'
import { openDatabase, wipeDatabase } from '@tessera/sync'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NOTHING_DEFINED } from '@/shared/catalogue/queries'
import { createFakeApi } from '@/testing/fake-api'
import { AGENTS, meAs } from '@/testing/fake-people'
import { NEEDED } from './keep'
import { closeLocal } from './local'
import { close, openKept } from './open'

const NAME = 'tessera.open'
const reload = vi.fn()

/** What this agent left behind: no colleague, no view, nothing defined. */
async function leftBy(agent = AGENTS[0]!): Promise<void> {
  const database = await openDatabase<TicketSummary>(NAME)
  const meta = { me: meAs(agent), agents: [], teams: [], catalogue: NOTHING_DEFINED, views: { items: [] } }
  await database.write({ puts: [], removes: [], meta })
  database.close()
  localStorage.setItem('tessera.copy', NAME)
}

function app() {
  const { services } = createFakeApi()
  return { client: new QueryClient(), services: { ...services, openDatabase: openDatabase<TicketSummary> } }
}

beforeEach(() => {
  reload.mockClear()
  vi.stubGlobal('location', { ...location, reload })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  localStorage.clear()
  await wipeDatabase(NAME)
})

it.each(['before', 'after'])('reads anew what was kept, if it is known %s that who is signed in', async (when) => {
  await leftBy()
  const { client, services } = app()
  if (when === 'before') await services.session.refresh()
  expect(await openKept({ client, services })).toBe(true)
  if (when === 'after') await services.session.refresh()
  await vi.waitFor(() =>
    expect(NEEDED.map((key) => client.getQueryState(key)?.isInvalidated)).toEqual([true, true, true, true]),
  )
  await close(client)
})

it.each(['before', 'after'])(
  'shows nobody what another left, if it is known %s that who is signed in',
  async (when) => {
    await leftBy(AGENTS[1])
    const { client, services } = app()
    if (when === 'before') await services.session.refresh()
    expect(await openKept({ client, services })).toBe(true)
    if (when === 'after') await services.session.refresh()
    await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce())
    expect(localStorage.getItem('tessera.copy')).toBeNull()
    await closeLocal(client, true)
  },
)
