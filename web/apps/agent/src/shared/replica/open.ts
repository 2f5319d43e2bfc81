import type { AgentRef, Catalogue, Client, Me, Team, ViewList } from '@tessera/api'
import { wipeCopy } from '@tessera/sync'
import type { QueryClient } from '@tanstack/react-query'
import { CATALOGUE } from '@/shared/catalogue/queries'
import type { Services } from '@/shared/services'
import { SAVED_VIEWS } from '@/shared/saved-views/queries'
import { keys } from '@/shared/tickets/keys'
import { type Head, openHead } from './head'
import { NEEDED, keepReads } from './keep'
import { fillIn, partsOf, readWorkspace } from './workspace'
import { closeLocal, databaseOf, openLocal } from './local'
import { closeQueue, openQueue } from './queue'

/** The name of the copy that this browser keeps. Nobody else's is opened before we know who is signed in. */
const COPY = 'tessera.copy'

interface App {
  services: Services
  client: QueryClient
}

/** Opens the app from what is kept here, without waiting for the network. False: nothing is kept. */
export async function openKept({ services, client }: App): Promise<boolean> {
  const name = localStorage.getItem(COPY)
  const database = name ? await services.openDatabase(name).catch(() => null) : null
  if (!database) return false
  const { me, agents, teams, catalogue, views, head } = (await database.meta().catch(() => ({}))) as Partial<{
    me: Me
    agents: AgentRef[]
    teams: Team[]
    catalogue: Catalogue
    views: ViewList
    head: Head
  }>
  if (!me || !agents || !teams) {
    database.close()
    return false
  }
  client.setQueryData(keys.me, me)
  client.setQueryData(keys.agents, agents)
  client.setQueryData(keys.teams, teams)
  if (catalogue) client.setQueryData(CATALOGUE, catalogue)
  if (views) client.setQueryData(SAVED_VIEWS, views)
  openHead(client, head)
  keepReads(client)
  openLocal(client, services.api, database, { shown: head?.rows ?? [] })
  openQueue(client, services.api, database, isSessionOf(services.api, me))
  checkWhenSignedIn({ services, client }, me)
  return true
}

/** Loads what every screen needs, and opens the signed-in agent's copy. */
export async function openFresh({ services, client }: App): Promise<void> {
  if (databaseOf(client)) return
  // Where nothing is kept, the first tickets are on their way while it is found out whose browser this is now.
  const first = localStorage.getItem(COPY) ? undefined : services.api.syncTickets(null)
  first?.catch(() => undefined)
  const workspace = await readWorkspace(client, services.api)
  fillIn(client, workspace)
  const { me } = workspace.read
  const name = `tessera.${me.organization.id}.${me.id}`
  const before = localStorage.getItem(COPY)
  if (before && before !== name) await wipeCopy(before).catch(() => undefined)
  const database = await services.openDatabase(name).catch(() => null)
  if (database) {
    await database.write({ puts: [], removes: [], meta: partsOf(workspace.read) }).catch(() => undefined)
    localStorage.setItem(COPY, database.name)
  }
  keepReads(client)
  openLocal(client, services.api, database, { first })
  openQueue(client, services.api, database)
}

/** Nothing is sent before it is known that the session is the one of whoever did it. */
function isSessionOf(api: Client, kept: Me): () => Promise<boolean> {
  let known = false
  return async () => (known ||= (await api.me()).id === kept.id)
}

/** What was kept may be old, or somebody else may have signed in since. */
function checkWhenSignedIn({ services, client }: App, kept: Me): void {
  const { session, api } = services
  if (session.state() === 'signed-in') return void check()
  const stop = session.subscribe(() => {
    if (session.state() !== 'signed-in') return
    stop()
    void check()
  })
  async function check(): Promise<void> {
    const workspace = await readWorkspace(client, api).catch(() => null)
    if (!workspace) return void (await Promise.all(NEEDED.map((queryKey) => client.invalidateQueries({ queryKey }))))
    if (workspace.read.me.id === kept.id) return fillIn(client, workspace)
    await forget(client)
    location.reload()
  }
}

/** At signing out: nothing is left in this browser. */
export async function forget(client: QueryClient): Promise<void> {
  localStorage.removeItem(COPY)
  await closeQueue(client)
  openHead(client, undefined)
  await closeLocal(client, true)
}

/** Nothing of an agent stays in memory; what is kept waits for their coming back. */
export async function close(client: QueryClient): Promise<void> {
  await closeQueue(client)
  openHead(client, undefined)
  await closeLocal(client, false)
}
