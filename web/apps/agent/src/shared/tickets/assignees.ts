import type { AgentRef } from '@tessera/api'

/** Whether tickets may be given to somebody: the server refuses whoever left, and whoever may only read. */
export function mayHaveTickets({ active, role }: Pick<AgentRef, 'active' | 'role'>): boolean {
  return active && role !== 'viewer'
}
