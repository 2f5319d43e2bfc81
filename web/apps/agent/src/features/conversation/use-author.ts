import type { Message } from '@tessera/api'
import { useTranslation } from 'react-i18next'

/** What a message's author is called. */
export function useAuthor(): (message: Message) => string {
  const { t } = useTranslation()
  return (message) => message.author_name || message.author_email || t('activity.system')
}
