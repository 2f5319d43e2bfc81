import type { Message } from '@tessera/api'

/** What nobody outside has yet: it waits for its time, or could not go out then and waits for somebody to decide. */
export function waits({ delivery }: Pick<Message, 'delivery'>): boolean {
  return delivery === 'scheduled' || delivery === 'unsent'
}
