import type { Activity, Person } from '@tessera/api'

/** Whether whoever asks was only called differently: that is nobody's act on the ticket, and is taken back nowhere but there. */
export function isRenamed({ changes }: Pick<Activity, 'changes'>): boolean {
  const { from, to } = (changes['requester'] ?? {}) as { from?: Person; to?: Person }
  return Boolean(from?.id && from.id === to?.id && from.email === to.email)
}
