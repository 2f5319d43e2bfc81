import type { AgentRef } from '@tessera/api'
import { useNow } from '@tessera/ui'
import { useAgents, useMe } from './queries'

/** Whether routing gives somebody no tickets at this time. */
export function isAway({ away, away_until }: Pick<AgentRef, 'away' | 'away_until'>, now: number): boolean {
  return away && (away_until === null || Date.parse(away_until) > now)
}

export function useAmAway(): boolean {
  const me = useMe().id
  const now = useNow()
  const mine = useAgents().find(({ id }) => id === me)
  return mine !== undefined && isAway(mine, now)
}
