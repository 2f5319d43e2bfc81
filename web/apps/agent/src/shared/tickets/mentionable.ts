import { useMemo } from 'react'
import { useAgents, useMe, useTeams } from './queries'

/** Colleagues and teams, as notes name them. Whoever may not see the ticket is not told. */
export function useMentionable(): { ref: string; name: string }[] {
  const agents = useAgents()
  const teams = useTeams()
  const me = useMe().id
  return useMemo(
    () => [
      ...agents
        .filter((agent) => agent.active && agent.id !== me)
        .map(({ id, name }) => ({ ref: `agent-${id}`, name })),
      ...teams.map(({ id, name }) => ({ ref: `team-${id}`, name })),
    ],
    [agents, teams, me],
  )
}
