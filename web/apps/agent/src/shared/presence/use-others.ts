import { useNow } from '@tessera/ui'
import { useAgents, useMe } from '@/shared/tickets/queries'
import { othersOn, usePresence } from './presence'

export interface Other {
  id: string
  name: string
  typing: boolean
}

/** Who else has this ticket open, and whether they are writing. */
export function useOthersOn(ticketId: string): Other[] {
  const people = usePresence()
  const agents = useAgents()
  const me = useMe().id
  const now = useNow()
  return othersOn(people, ticketId, me, now).map(([id, typing]) => ({
    id,
    typing,
    name: agents.find((agent) => agent.id === id)?.name ?? '?',
  }))
}
