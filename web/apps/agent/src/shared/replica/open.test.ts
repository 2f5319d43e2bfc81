// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import type { TicketSummary } from '@tessera/api'
import { openDatabase, wipeDatabase } from '@tessera/sync'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NOTHING_DEFINED } from '@/shared/catalogue/queries'
import { createFakeApi } from '@/testing/fake-api'
import { keys } from '@/shared/tickets/keys'
import { AGENTS, TEAMS, meAs } from '@/testing/fake-people'
import { NEEDED } from './keep'
import { closeLocal, databaseOf } from './local'
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

function app(intercept: (path: string) => Response | Promise<Response | undefined> | undefined = () => undefined) {
  const { services } = createFakeApi({ intercept: (_, path) => intercept(path) })
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
  await vi.waitFor(() => expect(client.getQueryData(keys.agents)).toEqual(AGENTS))
  expect(client.getQueryData(keys.teams)).toEqual(TEAMS)
  await vi.waitFor(async () => expect((await databaseOf(client)!.meta())['agents']).toEqual(AGENTS))
  await close(client)
})

it('does not put back what was read while all of it was on its way', async () => {
  await leftBy()
  let answer = (_: Response | undefined) => {}
  const held = new Promise<Response | undefined>((resolve) => (answer = resolve))
  const { client, services } = app((path) => (path === '/workspace' ? held : undefined))
  await services.session.refresh()
  await openKept({ client, services })
  await vi.waitFor(() => expect(client.isFetching({ queryKey: ['workspace'] })).toBe(1))
  client.setQueryData(keys.teams, [], { updatedAt: Date.now() + 1 })
  answer(undefined)
  await vi.waitFor(() => expect(client.getQueryData(keys.agents)).toEqual(AGENTS))
  expect(client.getQueryData(keys.teams)).toEqual([])
  await close(client)
})

it('reads each by itself later if it cannot be read now', async () => {
  await leftBy()
  const { client, services } = app((path) => (path === '/workspace' ? new Response('', { status: 500 }) : undefined))
  await services.session.refresh()
  await openKept({ client, services })
  await vi.waitFor(() => expect(NEEDED.every((key) => client.getQueryState(key)?.isInvalidated)).toBe(true))
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
