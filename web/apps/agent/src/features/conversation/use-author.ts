import type { Message } from '@tessera/api'
import { t } from '@/shared/i18n'

/** What a message's author is called. */
export function useAuthor(): (message: Message) => string {
  return (message) => message.author_name || message.author_email || t('activity.system')
}
