import type { Message } from '@tessera/api'
import { Popover, PopoverContent, PopoverTrigger, Skeleton } from '@tessera/ui'
import { Suspense } from 'react'
import { t } from '@/shared/i18n'
import { part } from '@/shared/part'

const RevisionList = part(() => import('./revision-list').then((module) => ({ default: module.RevisionList })))

type Props = { message: Message; ticketId: string }

/** That a note was edited; pressing shows what it said before. */
export function Revisions({ message, ticketId }: Props) {
  return (
    <Popover>
      <PopoverTrigger
        aria-label={`${t('amend.edited')}: ${t('amend.history')}`}
        className="rounded-sm text-xs text-quiet underline-offset-2 hover:text-strong touch-target hover:underline"
      >
        {t('amend.edited')}
      </PopoverTrigger>
      <PopoverContent aria-label={t('amend.history')} className="max-h-96 w-96 overflow-y-auto p-3">
        <h3 className="text-xs font-medium text-quiet">{t('amend.history')}</h3>
        <Suspense fallback={<Skeleton className="mt-3 h-3 w-40" />}>
          <RevisionList message={message} ticketId={ticketId} />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}
