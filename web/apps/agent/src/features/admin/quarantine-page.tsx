import '@/shared/i18n/pages'
import { ApiProblem, type QuarantinedMail } from '@tessera/api'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Badge, Button, EmptyState, RelativeTime, formatAge, useNow } from '@tessera/ui'
import { formatSize } from '@/shared/format-size'
import { MoreButton } from '@/shared/more-button'
import { t, LOCALE } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { Page, LoadFailed, RowsSkeleton } from '@/shared/page'
import { Said } from '@/shared/said'

const KEY = ['admin', 'quarantine']

export function QuarantinePage() {
  const { api } = useServices()
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => api.quarantine(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
  })
  const mails = list.data?.pages.flatMap((page) => page.items)
  return (
    <Page title={t('admin.quarantineTitle')} text={t('admin.quarantineText')}>
      {list.isPending && <RowsSkeleton />}
      {list.isError && !mails && <LoadFailed onRetry={() => void list.refetch()} />}
      {mails?.length === 0 && (
        <EmptyState mosaic="shield" title={t('admin.quarantineEmptyTitle')} text={t('admin.quarantineEmptyText')} />
      )}
      {mails && mails.length > 0 && (
        <ul className="border-t border-line">
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      <MoreButton list={list} label={t('admin.more')} />
    </Page>
  )
}

function MailRow({ mail }: { mail: QuarantinedMail }) {
  const { api } = useServices()
  const client = useQueryClient()
  const now = useNow()
  const replay = useMutation({
    mutationFn: () => api.replay(mail.id),
    onSuccess: () => {
      showToast({ text: t('admin.replayStarted') })
      return client.invalidateQueries({ queryKey: KEY })
    },
    onError: (error) => {
      const detail = error instanceof ApiProblem ? error.problem.detail : t('error.unreachableChange')
      showToast({ tone: 'danger', text: t('admin.replayFailed'), detail })
    },
  })
  const sender = mail.sender || t('admin.noSender')
  return (
    <li
      data-testid="quarantine-row"
      className="flex flex-col gap-3 border-b border-line py-3 md:flex-row md:items-start"
    >
      <div className="min-w-0 flex-1">
        <bdi className="block truncate font-medium text-strong">{mail.subject || t('admin.noSubject')}</bdi>
        <p className="text-xs text-quiet">
          <bdi>
            {sender} → {mail.recipients.join(', ')}
          </bdi>{' '}
          · {formatSize(mail.size, LOCALE)} ·{' '}
          <RelativeTime at={mail.received_at} justNow={t('time.now')} locale={LOCALE} />
        </p>
        <bdi className="mt-1 block text-body">
          <Said text={mail.reason} />
        </bdi>
      </div>
      <div className="flex items-center gap-3">
        {mail.replayed_at && (
          <Badge tone="success">
            {t('admin.replayed', { time: formatAge(mail.replayed_at, now, LOCALE) ?? t('time.now') })}
          </Badge>
        )}
        <Button
          size="sm"
          busy={replay.isPending}
          aria-label={t('admin.replayLabel', { sender })}
          onClick={() => replay.mutate()}
        >
          {t('admin.replay')}
        </Button>
      </div>
    </li>
  )
}
