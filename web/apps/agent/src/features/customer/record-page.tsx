import { ApiProblem } from '@tessera/api'
import type { UseQueryResult } from '@tanstack/react-query'
import { EmptyState, IconButton } from '@tessera/ui'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { useCommand } from '@/shared/hotkeys'
import { BeforeTitle, LoadFailed, Page, RowsSkeleton } from '@/shared/page'

type Props<T> = {
  record: UseQueryResult<T>
  titleOf: (record: T) => string
  /** What stands there until its name is known. */
  kind: string
  missing: readonly [title: string, text: string]
  onBack: () => void
  actions: (record: T) => ReactNode
  children: (record: T) => ReactNode
}

/** One person or company, with the way back to all of them. */
export function RecordPage<T>({ record, titleOf, kind, missing, onBack, actions, children }: Props<T>) {
  useCommand('back', onBack)
  if (record.error instanceof ApiProblem && record.error.status === 404)
    return <EmptyState page mosaic="search" title={missing[0]} text={missing[1]} />
  return (
    <BeforeTitle value={<IconButton icon={ArrowLeft} label={t('action.back')} onClick={onBack} className="-ms-3" />}>
      <Page title={record.data ? titleOf(record.data) : kind} action={record.data && actions(record.data)}>
        {record.isPending && <RowsSkeleton />}
        {record.isError && !record.data && <LoadFailed onRetry={() => void record.refetch()} />}
        {record.data && children(record.data)}
      </Page>
    </BeforeTitle>
  )
}
