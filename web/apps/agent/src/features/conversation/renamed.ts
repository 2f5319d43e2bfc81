import type { Activity, Person } from '@tessera/api'

/** Whether whoever asks was only called differently: a change of the person, which no ticket takes back. */
export function isRenamed({ changes }: Pick<Activity, 'changes'>): boolean {
  const { from, to } = (changes['requester'] ?? {}) as { from?: Person; to?: Person }
  return Boolean(from?.id && from.id === to?.id && from.email === to.email)
}
