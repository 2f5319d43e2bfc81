import '@/shared/i18n/settings'
import '@/shared/i18n/views'
import type { AuditRecord } from '@tessera/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, EmptyState, Picker, formatExact } from '@tessera/ui'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { MoreButton } from '@/shared/more-button'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useServices } from '@/shared/services'
import { useAgents } from '@/shared/tickets/queries'
import { useAreResourcesComing, useResources } from './use-resources'

/** Who changed what, from what to what: of one thing at a time, the newest first. */
export function AuditPage() {
  const { api } = useServices()
  const [typed, setTyped] = useState('')
  const resources = useResources(typed)
  const coming = useAreResourcesComing()
  const [chosen, setChosen] = useState(resources[0]!)
  const [open, setOpen] = useState(false)
  const list = useInfiniteQuery({
    queryKey: ['admin', 'audit', chosen.value],
    queryFn: ({ pageParam }) => api.audit(chosen.value, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
  })
  const records = list.data?.pages.flatMap((page) => page.items)
  function choose(value: string) {
    const found = resources.find((each) => each.value === value)
    if (found) setChosen(found)
    setOpen(false)
  }
  return (
    <Page title={t('settings.section.audit')} text={t('audit.text')}>
      <Picker
        label={t('audit.of')}
        value={chosen.value}
        options={resources}
        coming={coming}
        open={open}
        onOpenChange={(now) => {
          setOpen(now)
          setTyped('')
        }}
        onSearch={setTyped}
        onPick={choose}
        searchLabel={t('audit.search')}
        empty={t('views.nothing')}
      >
        <Button className="mb-4 max-w-full">
          <span className="text-quiet">{t('audit.of')}</span>
          <bdi className="min-w-0 truncate">{chosen.label}</bdi>
          <ChevronDown size={14} aria-hidden="true" className="text-icon" />
        </Button>
      </Picker>
      {list.isPending && <RowsSkeleton />}
      {list.isError && !records && <LoadFailed onRetry={() => void list.refetch()} />}
      {records?.length === 0 && (
        <EmptyState mosaic="shield" title={t('audit.emptyTitle')} text={t('audit.emptyText')} />
      )}
      {records && records.length > 0 && (
        <ol className="border-t border-line">
          {records.map((record) => (
            <Row key={record.id} record={record} />
          ))}
        </ol>
      )}
      <MoreButton list={list} label={t('admin.more')} />
    </Page>
  )
}

function Row({ record }: { record: AuditRecord }) {
  const agents = useAgents()
  const { actor, action, changes, timestamp } = record
  const name = agents.find(({ id }) => id === actor.id)?.name ?? t(`views.author.${who(actor.type)}`)
  return (
    <li data-testid="audit-record" className="flex flex-col gap-1 border-b border-line py-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <bdi className="font-medium text-strong">{name}</bdi>
        <code className="font-mono text-xs text-body">{action}</code>
        <time dateTime={timestamp} className="ms-auto text-xs text-quiet tabular-nums">
          {formatExact(timestamp, LOCALE)}
        </time>
      </p>
      {Object.entries(changes).map(([field, { from, to }]) => (
        <p key={field} className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 text-xs">
          <code className="font-mono text-quiet">{field}</code>
          <Value of={from} />
          <span className="text-quiet">{t('audit.became')}</span>
          <Value of={to} />
        </p>
      ))}
      {actor.ip && <p className="text-2xs text-quiet">{t('audit.from', { ip: actor.ip })}</p>}
    </li>
  )
}

const who = (type: AuditRecord['actor']['type']) => (type === 'agent' || type === 'customer' ? type : 'system')

/** As it was kept. What is longer than a line is cut, and whole when it is pointed at. */
function Value({ of }: { of: unknown }) {
  if (of === null || of === undefined || of === '') return <span className="text-quiet">{t('audit.nothing')}</span>
  const text = typeof of === 'string' ? of : JSON.stringify(of)
  return (
    <bdi title={text} className="max-w-80 truncate text-strong">
      {text}
    </bdi>
  )
}
