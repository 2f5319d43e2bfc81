import type { Message } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { RelativeTime, Skeleton } from '@tessera/ui'
import { t, LOCALE } from '@/shared/i18n'
import { revisionsKey } from '@/shared/messages/amend'
import { useServices } from '@/shared/services'
import { PlainText } from './plain-text'

type Props = { message: Message; ticketId: string }

/** What a note said before, the latest first. */
export function RevisionList({ message, ticketId }: Props) {
  const { api } = useServices()
  const { data, isError } = useQuery({
    queryKey: [...revisionsKey(message.id), message.edited_at],
    queryFn: async () => (await api.revisions(ticketId, message.id)).items.toReversed(),
  })
  if (isError) return <p className="mt-2 text-quiet">{t('amend.historyFailed')}</p>
  if (!data) return <Skeleton className="mt-3 h-3 w-40" />
  return (
    <ol className="mt-2 flex flex-col gap-3">
      {data.map((revision) => (
        <li key={revision.id} className="border-s-2 border-line ps-3 text-body">
          <p className="text-xs text-quiet">
            {t('amend.until')} <RelativeTime at={revision.replaced_at} justNow={t('time.now')} locale={LOCALE} />
          </p>
          <PlainText text={revision.text} />
        </li>
      ))}
    </ol>
  )
}
