import type { Client, Workspace } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { keepRead } from './keep'

/** What every screen needs, and since when it is known. */
interface Read {
  read: Workspace
  asked: number
}

/** In one request, for which one function starts instead of five. */
export function readWorkspace(client: QueryClient, api: Client): Promise<Read> {
  return client.fetchQuery({
    queryKey: ['workspace'],
    queryFn: async () => {
      const asked = Date.now()
      return { read: await api.workspace(), asked }
    },
    // Its parts are kept, each where it is read anew by itself.
    gcTime: 0,
  })
}

/** By the names of the queries that read one part alone. */
export const partsOf = ({ me, agents, teams, catalogue, views }: Workspace) => ({
  me,
  agents,
  teams,
  catalogue,
  views: { items: views },
})

/** Nothing that was read since is set back. */
export function fillIn(client: QueryClient, { read, asked }: Read): void {
  for (const [name, part] of Object.entries(partsOf(read))) {
    if ((client.getQueryState([name])?.dataUpdatedAt ?? 0) > asked) continue
    client.setQueryData([name], part)
    keepRead(client, [name], part)
  }
}
