import type { DefinitionsChanged } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { CATALOGUE } from '@/shared/catalogue/queries'
import { SAVED_VIEWS } from '@/shared/saved-views/queries'
import { keys } from '@/shared/tickets/keys'

const COPIES: Record<DefinitionsChanged['what'], readonly (readonly string[])[]> = {
  catalogue: [CATALOGUE],
  views: [SAVED_VIEWS],
  macros: [keys.macros],
  teams: [keys.teams],
  agents: [keys.agents, keys.adminAgents],
  // Its name and colour come with who one is.
  organization: [keys.me],
  mailboxes: [keys.mailboxes],
}

/** What others arranged is read again where it shows, and is old everywhere else. */
export function readAgain(client: QueryClient, { what }: DefinitionsChanged): void {
  for (const queryKey of COPIES[what]) void client.invalidateQueries({ queryKey })
}
